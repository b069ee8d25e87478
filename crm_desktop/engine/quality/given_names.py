"""Given names that are common in Germany, Austria and Switzerland and only ever of one sex.

Names both women and men have somewhere in Europe (Andrea, Kim, Luca, Simone, Toni) are left out.
"""

from __future__ import annotations

_WOMEN = """
agnes agnieszka alexandra alice alina alma amalia amelia amelie andreja angela angelika anita anja anke anna anne
anneliese annette annika antje antonia astrid ayse babette barbara beate bärbel beatrice bettina betty bianca birgit
birte brigitte britta carina carla carolin caroline catharina cecilia charlotte chiara christa christel christiane
christina christine clara claudia constanze corinna cornelia dagmar daniela deborah diana dorothea dorothee dorothy
edeltraud edith elena eleonore elfriede elif elisa elisabeth elizabeth elke ella ellen elsa elsbeth emilia emily
emine emma erika erna esther eva evelyn ewa fatma fiona francesca franziska frauke frieda friederike gabriela gerda
gerlinde gertrud gisela giulia gudrun hanna hannah hannelore hatice heide heidi heidrun heike helen helena helene
helga henriette hermine hertha inge hildegard ida ilona ilse ina ines inga ingeborg ingrid inka irene iris irma
irmgard isabel isabella isabelle jana jane janina jasmin jennifer jessica joanna johanna josefine judith julia
juliane jutta karen karin karla karoline katarzyna katharina kathrin katja katrin kerstin klara kornelia kristin
kristina lara laura lea lena leonie lieselotte lina linda lisa lotte louise lucia luisa luise lydia madeleine
magdalena maike malgorzata manuela mareike margaret margarete margarethe margit margot margret maria marianne marie
marina marion marlene marlies marta martha martina mary mathilde maximiliane mechthild meike melanie melina mia
michaela michelle mira miriam mona monika nadine nadja nancy natalie natascha nele nicole nina nora olga olivia
ottilie patricia paula pauline petra pia ramona rebecca regina regine renate rita romy rosa rosemarie roswitha ruth
sabine sabrina sandra sara sarah saskia selina sibylle sieglinde sigrid silke silvia simona sofia sofie sonja sophia
sophie stefanie steffi stephanie susan susann susanna susanne svenja svetlana sybille sylvia tamara tanja tatjana
teresa theresa therese tina traute ulla ulrike ursula uta ute valerie vanessa vera verena veronika victoria viktoria
viola waltraud wiebke wilhelmine yasmin yvonne zeynep zoe
"""

_MEN = """
achim adam adolf adrian ahmet albert albrecht alexander alfons alfred ali alois andreas andrew andrzej ansgar anton
antonio armin arne arno arnold arthur artur august axel bastian benedikt benjamin benno bernd bernhard bert berthold
bjorn björn bodo boris bruno burkhard carl carsten charles christian christof christoph christopher claus clemens
constantin cornelius daniel david dennis detlef detlev dieter dietmar dietrich dirk dominic dominik eberhard eckhard
edgar edmund eduard edward egon elias emil enrico erhard eric erich erik ernst erwin eugen ewald fabian felix
ferdinand finn florian francesco frank franz frederik friedhelm friedrich fritz georg george gerald gerd gerhard
gernot gerold giovanni giuseppe gottfried gregor guido gunter gunther gustav günter günther hannes hans harald harry
hartmut hartwig hasan heiko heinrich heinz helge helmut hendrik henning henrik henry herbert hermann hinrich holger
horst hubert hugo hüseyin ingo ivan jack jakob james jens joachim jochen joerg johann johannes john jonas jonathan
josef joseph joshua julius jurgen justus jörg jürgen karl karlheinz karsten kaspar kevin klaus klemens knut konrad
konstantin korbinian krzysztof kurt lars laurenz lennart leo leon leonhard leopold linus lorenz lothar louis ludger
ludwig lukas lutz malte manfred manuel marc marcel marco marcus marek marius mark marko markus martin mathias
matthew matthias max maximilian mehmet michael mirko moritz mustafa niklas nikolaus nils norbert olaf oliver oskar
otmar otto pascal patrick paul pawel peter philip philipp piotr rainer ralf ralph raphael reiner reinhard reinhold
rené richard robert roland rolf roman ronald rudi rudolf rupert samuel sebastian severin siegfried simon stefan
steffen stephan sven sönke thilo thomas thorsten tilman tilo tim timo tobias tom tomasz torben torsten udo ulf
ulrich urs uwe valentin veit viktor vincent volker volkmar walter werner wilfried wilhelm willi william willy
winfried wolf wolfgang wolfram xaver
"""

_BOTH = """
alex alexis andrea andreja carol charlie chris conny dominique eike friedel gabriele gerrit helge jean jess jona kai
kay kim leslie luca maxime mika michele nicola nikita noa noel pat patrice robin sam sascha simone sandy toni uli
"""

#: Whoever is the only one of such a name with another salutation is probably right.
BOTH = frozenset(_BOTH.split())
WOMEN = frozenset(_WOMEN.split()) - BOTH
MEN = frozenset(_MEN.split()) - BOTH
