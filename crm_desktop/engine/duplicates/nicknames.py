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

#: Other usual given names where German or English is spoken: one of them is hardly a slip of another.
_USUAL = """
anna anne anja antje anke anita annika tanja maria marie mia lea lia lara laura lina nina mona monika ina ida
eva emma ella emily emilia julia juliane jana jan jens jonas noah leon luca luis louis lukas elias finn felix
paul max moritz tim tom nils niels lars leif sven swen uwe udo ulf rolf ralf ralph bernd bernhard kurt horst
heiner helmut hermann herbert hubert norbert robert albert gilbert gerda gerta helga heidi heike elke silke
renate beate agathe ruth rita brigitte birgit birgitta petra peter sabine simone simon sonja svenja tina melanie
nadine nadja nicole miriam marion martin martina markus marcus marc mario mara marina sarah sara hannah hanna
johanna julian justus kai karin karen katja kerstin kirsten claudia klara clara cornelia daniela doris edith
erika ernst erwin erich erik eric frank frauke frieda gisela guido gustav hanno harald hartmut ingo inge ingrid
irene iris isabel isabella jasmin jessica judith jutta kevin lisa lothar luise louise manuel manuela marco
marlies marlene meike maike nadia natalie nele nora olaf oliver olivia oskar otto pascal pia rainer reiner
regina robin roland rosemarie sigrid siegfried sophie sofia stella steffi sylvia silvia tanya tobias torben
torsten thorsten ute vera verena volker waltraud wiebke wolf wolfgang yvonne amy alice alan allan aaron adam
amanda ashley brian bryan carol carl caroline charlotte chloe craig diana diane donna doreen dylan ellen ethan
evan gary gavin grace graham heather helen ian jake jane janet jason jean joan joanne joseph josephine joyce
karl keith kelly kyle linda lily lucy lucas mark mary megan molly nathan neil owen paula philippa rachel rose
ruby russell ryan sean shaun scott sharon sheila sophia stuart tracy tyler victor wendy zoe
werner dieter gerd guenter hans horst holger dirk carsten karsten detlef egon erwin ewald fabian florian dominik
dennis marcel patrick philip rene sascha soren bjorn timo till tilo malte henrik hendrik hauke heiko hannelore hildegard
ilse inga irmgard isolde christa elfriede gertrud gudrun hedwig herta ingeborg lieselotte marianne marlis rosa roswitha
sibylle silke sigrun steffen tamara tatjana theodor wilma winfried wolfram xaver alois anton ansgar arne bettina bianca
carmen dagmar denise fatma ayse emine zeynep hatice elif mehmet mustafa ali ahmet murat hasan huseyin ibrahim yusuf omar
agnieszka katarzyna joanna malgorzata piotr tomasz krzysztof andrzej pawel olga irina svetlana ivan sergej dimitri
giulia giovanni giuseppe francesca jose maria carlos ana mohammed ahmad aisha amira leyla
"""


@cache
def common_names() -> frozenset[str]:
    """Return usual given names, folded."""
    return frozenset(map(fold, _USUAL.split())) | frozenset(nickname_groups())


@cache
def nickname_groups() -> Mapping[str, frozenset[int]]:
    """Return the groups each folded given name stands in; two names that share one may be the same person's."""
    found: dict[str, set[int]] = {}
    for number, names in enumerate(_GROUPS.replace("\n", ";").split(";")):
        for name in names.split():
            found.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def forms_of(name: str) -> tuple[str, ...]:
    """Return the other forms of a given name, folded: of bob robert, rob and so on."""
    own, known = fold(name.strip()), nickname_groups()
    groups = known.get(own, _NONE)
    return tuple(sorted(other for other, of in known.items() if other != own and not of.isdisjoint(groups)))


def is_short_for(one: str, other: str) -> bool:
    """Whether two folded given names are forms of one name."""
    known = nickname_groups()
    return not known.get(one, _NONE).isdisjoint(known.get(other, _NONE))


_NONE: frozenset[int] = frozenset()
