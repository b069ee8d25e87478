"""Short forms of given names, German and English: Bob is Robert, Hans may be Johannes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crm_desktop.base.text import fold

_GROUPS = """
johannes johann hans hannes jo; josef joseph sepp jupp joe; friedrich fritz friedel fred; wilhelm willi willy
elisabeth elisabet lisa elli lilli lisbeth elise sissi liz beth betty elizabeth; katharina kathi kate katrin käthe
margarete margarethe greta grete margret margit gretel maggie margaret; alexander alex sascha sandro xander
alexandra alex sandra; maximilian max maxi; sebastian basti bastian; christian chris; christoph chris stoffel
christopher; christina christine tina chris; stefan stephan steffen steve stephen steven; thomas tom tommy
michael michi micha mike mick michel; andreas andi andy; matthias matze mathias; nikolaus klaus claus niko nick
nicholas nicolas; heinrich heinz heiner hein harry henry; karl carl kalle charles charlie chuck; ludwig lutz louis
rudolf rudi; walter walther walt; robert bob bobby rob robbie bert; richard rick dick rich richie; william bill billy
will liam; james jim jimmy jamie; john jack johnny jon; david dave; daniel dan danny; edward ed eddie ted ned
anthony tony antonius anton toni; benjamin ben benny; samuel sam; gabriele gabi; susanne susi sanne susan sue susie
ursula uschi ulla; barbara bärbel babsi barb; angelika geli; ulrike uli; ulrich uli; manfred manni; gerhard gerd
günther günter; joachim achim jochen; eberhard eber; jürgen jörg georg schorsch george; dorothea dorothee dora thea
magdalena lena leni magda; helene lena leni helena; theresia resi therese theresa; franziska franzi; franz franzl
viktoria vicky victoria; jacqueline jacky; patricia pat patty trish; jennifer jenny; kimberly kim; rebecca becky
deborah debbie; pamela pam; cynthia cindy; gregory greg; jeffrey jeff; kenneth ken kenny; lawrence larry lars
leonard leo lenny leonhard; peter pete; philipp philip phil; raymond ray; ronald ron ronny; timothy tim; vincent vince
andrew drew; matthew matt; jonathan jonas; joshua josh; jacob jake jakob; zachary zach; nathaniel nate nathan
"""


@cache
def nickname_groups() -> Mapping[str, frozenset[int]]:
    """Return the groups each folded given name stands in; two names that share one may be the same person's."""
    found: dict[str, set[int]] = {}
    for number, names in enumerate(_GROUPS.replace("\n", ";").split(";")):
        for name in names.split():
            found.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def is_short_for(one: str, other: str) -> bool:
    """Whether two folded given names are forms of one name."""
    known = nickname_groups()
    return not known.get(one, _NONE).isdisjoint(known.get(other, _NONE))


_NONE: frozenset[int] = frozenset()
