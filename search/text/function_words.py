"""The commonest function words of each language: they tell a language, and are not searched for.

They are compared as `search.text.tokens.fold` writes words: lower case, without accents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from search.text.tokens import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


FUNCTION_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "en": _words(
        "a about all also am an and any are aren as at be been being but by can could d did didn do"
        " does doesn doing don done for from get had has have having he her hers here him his how"
        " i if im in into is isn it its just know like ll m may me might mine must my need no not"
        " of on or our ours please re s shall she should so some t tell than that the their theirs"
        " them then there these they this those to too us ve very want was we were what when where"
        " which who whom whose why will with would you your yours"
    ),
    "de": _words(
        "aber alle als am an auch auf aus bei bin bis bitte da damit dann das dass dein dem den der"
        " des die dies diese diesem diesen dieser dieses doch du durch ein eine einem einen einer"
        " eines er es euch fur gegen gibt hab habe haben hat hatte hatten ich ihm ihn ihr ihre"
        " ihren im in ins ist ja jetzt kann kein keine konnen man mein meine mich mir mit muss nach"
        " nein nicht noch nur ob oder ohne schon sehr sein seine sich sie sind so uber um und uns"
        " unter viel viele vom von vor wann war waren warum was welche welchem welchen welcher"
        " welches wem wen wenn wer werden wessen wie wieso will wir wird wo wurde wurden zu zum zur"
    ),
    "es": _words(
        "a al algo algun alguna ante con cual cuales cuando cuanta cuantas cuanto cuantos de del"
        " desde donde e el ella ellas ellos en entre era eran es esa ese eso esta estaba estan este"
        " esto fue fueron ha habia han hasta hay la las le les lo los mas me mi mis mucho muy nada"
        " ni no nos nosotros o para pero por porque puede puedo que quien quienes quiero se ser si"
        " sin sobre son soy su sus tambien te tengo tiene tu un una unas uno unos usted y ya yo"
        " como"
    ),
    "fr": _words(
        "a ai au aucun aussi aux avec avez avoir ce cela ces cet cette combien comme comment d dans"
        " de des donc du elle elles en est et etait etaient ete etre eu il ils j je l la le les"
        " leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou par pas peut"
        " peux plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses"
        " si son sont sur ta te tes toi ton tu un une vos votre vous y"
    ),
    "it": _words(
        "a ad agli ai al alla alle allo anche c che chi ci come con cosa cui d da dal dalla dalle"
        " dei del della delle dello di dove e ed era erano essere gli ha hai hanno ho i il in io l"
        " la le lei li lo loro lui ma me mi mia mio molto ne nei nel nella nelle no noi non nostro"
        " o per perche piu posso puo qual quale quali quando quanta quante quanti quanto quella"
        " quello questa questo se sei si sia sono su sua sue sul sulla suo ti tra tu un una uno voi"
    ),
    "pt": _words(
        "a ao aos as ate com como da das de dela dele do dos e ela elas ele eles em entre era eram"
        " essa esse esta estao estava este eu foi foram ha isso isto ja lhe mais mas me mesmo meu"
        " minha muito na nao nas nem no nos o onde ou os para pela pelo pode por porque posso qual"
        " quais quando quanta quantas quanto quantos que quem quero sao se sem ser seu seus so"
        " sobre sua suas tambem tem tenho um uma uns voce voces"
    ),
    "nl": _words(
        "aan al alle als bij ben bent dan dat de deze die dit doen door dus een en er geen gegeven"
        " had hadden heb hebben heeft het hij hoe hoeveel hun ik in is ja je jij jouw kan kun"
        " kunnen maar mag me meer met mij mijn moet na naar nee niet nog nu of om omdat ons onze"
        " ook op over te tegen tot uit van veel voor waar waarom wanneer waren was wat we welk"
        " welke werd werden wie wij wil worden wordt zal ze zich zij zijn zo zou"
    ),
    "sv": _words(
        "alla att av blev blir da de dem den denna deras dess det detta dig din dina du dar efter"
        " ej eller en er ett fran for fore ha hade han hans har hon hur har i icke in inte ja jag"
        " kan kommer man med mellan men mig min mina mot mycket nar nej ni nagon nagot och om oss"
        " pa sa sig sin sina skulle som till upp ut utan vad var vara varfor vi vid vilka vilken"
        " vilket ar over"
    ),
    "da": _words(
        "af alle at blev bliver da de dem den denne der deres det dette dig din du efter eller en"
        " er et for fra ham han hans har havde hende hun hvad hvem hvilke hvilken hvilket hvor"
        " hvordan hvorfor hvornar i ikke ind ja jeg kan kun man med meget men mig min mod nar nej"
        " nogle nu og ogsa om op os over pa sa sig sin skal skulle som til ud under var ved vi vil"
        " vaere vaeret"
    ),
    "no": _words(
        "alle at av ble blir da de deg dem den denne deres det dette din du eller en er et etter"
        " for fra ga ha hadde han hans har henne hun hva hvem hvilke hvilken hvilket hvis hvor"
        " hvordan hvorfor i ikke inn ja jeg kan kun man med meg men mot mye nar nei noe noen na og"
        " ogsa om opp oss over pa sa seg sin skal skulle som til ut var ved vi vil vaere vaert"
    ),
    "fi": _words(
        "ei eika ett etta han he hanen heidan ja jo joka jos jota kanssa koska kuin kuinka kuka kun"
        " me mika miksi milloin mina missa mita miten mukaan mutta myos ne niin nama nyt ole oli"
        " olla ollut on ovat paljon se sen sina siita siina tai te tama tassa voi voiko voin vai"
        " vain"
    ),
    "pl": _words(
        "a aby albo ale bez bo by byc byl byla bylo byly co czy dla do gdy gdzie go i ich ile im"
        " ja jak jaka jaki jakie jako je jego jej jest jestem jesli juz kiedy kto ktora ktore ktory"
        " lub ma mam mi mnie moge moj mozna na nad nie niz o od on ona oni po pod przed przez przy"
        " sa sie sobie ta tak tam te tego tej ten to tu tylko ty w we z za ze"
    ),
    "cs": _words(
        "a aby ale ani ano az bez bude by byl byla bylo byly byt co do ho i ja jak jaka jake jaky"
        " je jeho jejich jen jeste ji jsem jsme jsou jste k kde kdo kdy kolik ktera ktere ktery ma"
        " mam me mezi mi mit mohu muze my na nad ne nebo neni nez o od on ona pod podle pokud po"
        " pro proc pred pres pri s se si sve ta tak take tam ten to toho tu u uz v ve vsak z za ze"
    ),
    "ro": _words(
        "a acest aceasta ai al ale am ar are as au avea c ca cand care cat cata cate cati ce cine"
        " cu cum da dar de deci despre din dintre dupa e ea ei el ele era este eu fi fie fost iar"
        " il in intre isi la le lor lui ma mai mea mele meu mi mult ne nici nu o pe pentru pot prin"
        " sa sau se si sub sunt te tu un una unde unei unui va voi vor"
    ),
    "hu": _words(
        "a abban ahol ahogy aki amely amelyek ami az azok azt be csak de egy egyik el en ennek es"
        " ez ezek ezt fel ha hanem hany hogy hogyan hol ill is itt ki kell lehet ma meg mely melyik"
        " mi miert mikor milyen mint mivel most nagyon nem nincs o ok on ott s sem szamara szerint"
        " ti van vagy vagyok volt voltak"
    ),
    "tr": _words(
        "ama ancak bana ben bir biz bu bunu cok da daha de degil en gibi hangi hangisi icin ile"
        " ise kac kadar ki kim mi miyim mu nasil ne neden nedir nerede ne niye o olan olarak oldu"
        " oldugu on onlar onun sana sen siz su tum var ve veya ya yok"
    ),
    "ru": _words(
        "а бы был была были было быть в вам вас ваш во вот все всего где да для до его ее если есть"
        " еще же за и из или им их к как какая какие какои какое когда кто ли лишь мне мои мы на"
        " над нам нас наш не него нет ни но о об он она они от очень по под после почему при про с"
        " свои себя сколько со так также там то того тоже только том тот ты у уже чего чем что"
        " чтобы эта эти это этот я"
    ),
    "uk": _words(
        "а або але бо був була були було бути в вас ви від він вона вони все где де для до з за и"
        " и из і ій їх його її із й на над нас не нема ні о об она про при по під після та так таке"
        " також там те тим то того той тому ти тільки у це цей ця чи чого чому що щоб я як яка які"
        " який скільки коли є ми мене"
    ),
    "el": _words(
        "αλλα αν απο αυτα αυτη αυτο αυτος για γιατι δεν ειμαι ειναι ειχε εκεινος ενα ενας εχει εχω"
        " η ηταν θα και κατα κι με μεσα μετα μη μην μια μου μπορω να ο οι ολα οπου οπως οτι που"
        " πανω παρα ποια ποιο ποιος ποσα ποσο ποτε πρεπει προς πως σαν σε σου στα στη στην στις στο"
        " στον στους τα τη την της τι τις το τον του τους των ως"
    ),
}
