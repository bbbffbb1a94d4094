"""Swedish of Finland, as it is written in statements: signs of change, rank and measure."""

from kuulluksi.pure.audit.text.lexicon import Cue, Grammar, Hedge

GRAMMAR = Grammar(
    tag="sv",
    cues={
        Cue.RISE: r"förläng(?:des|ts)|blev\s+längre|allt\s+(?:fler|oftare|mer|vanligare)|steg"
        r"|stigit|stiger|ökade|ökat|ökar"
        r"|ökade\w*|ökning(?:en|ar)?|växte|växt|vuxit|växer|gick\s+upp"
        r"|gått\s+upp|höjdes|höjts|tilltog|tilltagit|stigande|ökande|uppgång\w*",
        Cue.FALL: r"förkorta(?:des|ts)|blev\s+kortare|allt\s+(?:färre|mer\s+sällan|mindre)|sjönk"
        r"|sjunkit|sjunker|minskade|minskat"
        r"|minskar|minskning(?:en|ar)?|föll|fallit|faller"
        r"|gick\s+(?:ned|ner)|gått\s+(?:ned|ner)|avtog|avtagit|sänktes|sjunkande|minskande"
        r"|nedgång\w*"
        r"|krympte|krympt",
        Cue.BETTER: r"förbättr(?:ades|ats|as|ade|at|ing\w*)|blev\s+bättre|blivit\s+bättre",
        Cue.WORSE: r"försämr(?:ades|ats|as|ade|at|ing\w*)|försvag(?:ades|ats|as)|blev\s+sämre"
        r"|blivit\s+sämre",
        Cue.SAME: r"oförändra\w+|(?:förblev|förblivit|hölls|hållit|höll\s+sig|legat|låg|ligger"
        r"|var|är|stannade)"
        r"(?:\s+\w+){0,3}?\s+(?:samma\s+(?:nivå|som)|desamma|konstant\w*|stabil\w*|detsamma"
        r"|densamma)"
        r"|(?:ändrades|förändrades)\s+inte|(?:har\s+)?inte\s+(?:\w+\s+)?(?:ändrats|förändrats"
        r"|ändrat\s+sig)"
        r"|ingen\s+(?:för)?ändring|på\s+samma\s+nivå|samma\s+som|lika\s+(?:stor|stort|stora|hög"
        r"|högt)\s+som"
        r"|desamma|densamma|detsamma",
        Cue.CHANGED: r"ändra(?:des|ts)|förändra(?:des|ts)|varierade|varierat",
        Cue.DOUBLE: r"fördubbl\w+|dubbler\w+",
        Cue.TRIPLE: r"tredubbl\w+",
        Cue.HALVE: r"halver\w+",
        Cue.EVERY_YEAR: r"varje\s+år|år\s+för\s+år|årligen|hela\s+(?:tiden|perioden)"
        r"|för\s+varje\s+år"
        r"|alla\s+år|kontinuerligt|ständigt|år\s+efter\s+år|från\s+år\s+till\s+år",
        Cue.MOST: r"som\s+(?:högst|störst|mest)|mest|flest|oftast|vanligaste?|största?e?|högsta?e?",
        Cue.BEST: r"bästa?e?|nöjdaste?|mest\s+nöjd\w*|starkaste?",
        Cue.LEAST: r"som\s+(?:lägst|minst)|minsta?|färsta?|lägsta?|ovanligaste?|mest\s+sällan"
        r"|mest\s+sällsyn\w+",
        Cue.WORST: r"sämsta?e?|svagaste?|missnöjdaste?|minst\s+nöjd\w*|mest\s+missnöjd\w*",
        Cue.RANKED: r"näst|andra|tredje|nästan|en\s+av|bland|ett\s+av|hör\s+till|hörde\s+till",
        Cue.MORE: r"mer|mera|fler|flera|oftare|större|högre|bättre|nöjdare|vanligare",
        Cue.LESS: r"mindre|färre|mer\s+sällan|lägre|sämre|svagare|missnöjdare|ovanligare",
        Cue.AS: r"lika\s+\w+|så\s+\w+\s+som",
        Cue.THAN: r"än(?!\s+hälften)|jämfört\s+med|i\s+jämförelse\s+med|i\s+förhållande\s+till",
        Cue.MIDDLE: r"skalans\s+(?:mitt\w*|mellersta\s+\w+|medel\w*)|mittpunkt\w*"
        r"|mitten(?:\s+av\s+skalan)?"
        r"|medelpunkt\w*|mittvärde\w*|skalmitt\w*|mitt\s+på\s+skalan",
        Cue.AVERAGE: r"genomsnittet|genomsnittlig\w*|medeltalet\s+för|än\s+genomsnitt\w*",
        Cue.ABOVE: r"över|ovanför|överst(?:iger|eg|igit)|överskr\w+|högre\s+än|bättre\s+än|ovan",
        Cue.BELOW: r"under|nedanför|underst(?:iger|eg|igit)|underskr\w+|lägre\s+än|sämre\s+än"
        r"|nedan",
        Cue.AT: r"vid|på|i|exakt|precis",
        Cue.SIGNIFICANT: r"(?:statistiskt\s+)?signifika\w+|statistiskt\s+säker\w*",
        Cue.CONSIDERABLE: r"betydlig\w*|märkbar\w*|avsevär\w+|tydlig\w*|klart",
        Cue.NEARLY: r"nästan|ungefär|cirka|ca|praktiskt\s+taget|i\s+stort\s+sett|så\s+gott\s+som"
        r"|rätt|ganska"
        r"|närapå|tämligen|nära\s+nog",
        Cue.SUM: r"sammanlagt|totalt|tillsammans|sammantaget|summan|inalles",
        Cue.ALL: r"all[at]|samtlig\w+|varje|båda|bägge|vart\s+och\s+ett|var\s+och\s+en",
        Cue.NOT: r"inte|ej|icke|ingen|inget|inga|aldrig|varken|knappast|utan",
        Cue.UNREAL: r"mål(?:et|en|sättning\w*|värde\w*)?|sträv\w+|ska|skall|skulle|bör|borde"
        r"|måste|vill|hoppas"
        r"|avser|planer\w+|om\s+(?:vi|man|det|de|andelen|antalet)|förvänt\w+|prognos\w*|kan(?:ske"
        r"|\s+ha)?"
        r"|troligen|sannolikt|möjlig\w+|väntas|nästa\s+år|uppskattas|siktar|eventuellt|torde"
        r"|ifall|krav\w*",
        Cue.PREVIOUS: r"året\s+innan|föregående\s+(?:år|års|enkät|mätning|omgång)\w*|året\s+före"
        r"|förra\s+året"
        r"|förra\s+(?:enkäten|mätningen|gången)|fjolår\w*|i\s+fjol|ett\s+år\s+tidigare"
        r"|tidigare\s+år|på\s+ett\s+år",
        Cue.SINCE: r"sedan|från|jämfört\s+med|i\s+jämförelse\s+med|ifrån",
        Cue.PER_YEAR: r"per\s+år|årligen|varje\s+år|om\s+året",
        Cue.RESPONDENTS: r"svarande\w*|svarade|respondent\w*|n\s*=|svar|svaren|deltagare|deltog",
        Cue.MEAN: r"medelvärd\w*|medeltal\w*|\w*vitsord\w*|betyg\w*|genomsnitt\w*|snitt\w*"
        r"|i\s+snitt",
        Cue.COUNT: r"antal\w*|stycken|st\.?|till\s+antalet",
        Cue.SHARE: r"svarsprocent\w*|\w+graden|\w*frekvens\w*|andel\w*|procentandel\w*",
        Cue.RESULTS: r"medelvärdena|medelvärdenas|medeltalen|resultat(?:en|ens)?|vitsorden"
        r"|påståenden\w*"
        r"|delområde\w*|frågor(?:na)?|frågorna|siffrorna|betygen|andelarna|mätare\w*|\w+mätare\w*"
        r"|områden\w*"
        r"|poängen|sakerna",
        Cue.SELF: r"den|det|de|dem|siffran|talet|andelen|antalet|medelvärdet|vitsordet|resultatet"
        r"|motsvarande"
        r"|värdet|dess|betyget",
        Cue.AT_VALUE: r"(?:var|är|låg|ligger|uppgick\s+till|utgjorde|på)(?=\s+(?:nu\s+|bara\s+"
        r"|cirka\s+)?\d)",
        Cue.LONG: r"(?:på|under|över)\s+(?:de\s+|alla\s+)?(?:senaste\s+)?(?:två|tre|fyra"
        r"|fem)(?:\s+senaste)?\s+år(?:en)?",
        Cue.PEAK: r"som\s+(?:högst|störst|mest|lägst|minst|flest)|rekord\w*",
        Cue.SLIGHT: r"något|lite|litet|svagt|marginellt|en\s+aning|knappt\s+märkbart",
        Cue.GAP: r"skillnad\w*|klyfta\w*|gap",
        Cue.RUNNING: r"(?:två|tre|fyra)\s+år\s+i\s+(?:rad|följd)"
        r"|(?:för\s+)?(?:andra|tredje|fjärde)\s+(?:året|gången)\s+i\s+(?:rad|följd)",
        Cue.COMMON: r"vanligast\w*|oftast|mest\s+sällan|ovanligast\w*",
        Cue.VARIED: r"varier\w+|rörde\s+sig|pendlade",
        Cue.SECOND: r"näst|andra",
        Cue.PART: r"största\s+delen|majoritet\w*|merparten|flertalet|de\s+flesta|större\s+delen",
    },
    hedges={
        Hedge.ABOUT: r"cirka|ca|ca\.|c\.|ungefär|omkring|runt|kring|uppskattningsvis"
        r"|i\s+runda\s+tal|närmare|sisådär",
        Hedge.OVER: r"över|drygt|mer\s+än|mera\s+än|fler\s+än|dryga|lite\s+över|överskred|översteg",
        Hedge.LEAST: r"minst|åtminstone|som\s+minst|som\s+lägst",
        Hedge.NEARLY: r"nästan|knappt|knappa|närapå|lite\s+under|så\s+gott\s+som|inte\s+fullt"
        r"|strax\s+under",
        Hedge.UNDER: r"under|mindre\s+än|färre\s+än|underskred|understeg",
        Hedge.MOST: r"högst|som\s+mest|maximalt|upp\s+till|som\s+högst",
    },
    points=r"\s*(?:%|procent)\s?-?\s?(?:enhet\w*|poäng\w*)|\s*procentenhet\w*|\s*procentpoäng",
    percent=r"\s*(?:%(?!-)|procent\b|proc\.)",
    times=r"\s*-?faldig\w*|\s*gånger\s+(?:fler|mer|så|större|högre)",
    fractions={
        r"över\s+hälften|mer(?:a)?\s+än\s+hälften|drygt\s+hälften|mer(?:a)?\s+än\s+varannan": (
            -1,
            2,
        ),
        r"hälften|halva|varannan|vartannat": (1, 2),
        r"största\s+delen|majoritet\w*|merparten|flertalet|de\s+flesta|större\s+delen": (-1, 2),
        r"en\s+tredjedel|tredjedelen|var\s+tredje|vart\s+tredje": (1, 3),
        r"två\s+tredjedelar|två\s+av\s+tre": (2, 3),
        r"en\s+fjärdedel|fjärdedelen|var\s+fjärde|vart\s+fjärde|en\s+kvart": (1, 4),
        r"tre\s+fjärdedelar|tre\s+av\s+fyra": (3, 4),
        r"en\s+femtedel|femtedelen|var\s+femte|vart\s+femte": (1, 5),
        r"två\s+femtedelar|två\s+av\s+fem": (2, 5),
        r"tre\s+femtedelar|tre\s+av\s+fem": (3, 5),
        r"fyra\s+femtedelar|fyra\s+av\s+fem": (4, 5),
        r"en\s+sjättedel|var\s+sjätte": (1, 6),
        r"en\s+tiondel|var\s+tionde|vart\s+tionde": (1, 10),
        r"nio\s+av\s+tio": (9, 10),
        r"åtta\s+av\s+tio": (8, 10),
        r"sju\s+av\s+tio": (7, 10),
    },
    numerals={
        "två": 2,
        "tre": 3,
        "fyra": 4,
        "fem": 5,
        "sex": 6,
        "sju": 7,
        "åtta": 8,
        "nio": 9,
        "tio": 10,
        "elva": 11,
        "tolv": 12,
        "tretton": 13,
        "fjorton": 14,
        "femton": 15,
        "sexton": 16,
        "sjutton": 17,
        "aderton": 18,
        "nitton": 19,
        "tjugo": 20,
    },
    source_before=r"från(?:\s+(?:cirka|ungefär|knappt|drygt))?|ifrån",
    source_after=r"\s*(?:→|->|=>)",
    target_before=r"till(?:\s+(?:cirka|ungefär|knappt|drygt|över))?|→|->",
    target_after=r"",
    by_before=r"med(?:\s+(?:cirka|ungefär|knappt|drygt|nästan|hela|över|bara))?"
    r"|(?:ökning|minskning|nedgång|uppgång)(?:en)?\s+(?:på|om|med|av|var)(?:\s+(?:cirka|ungefär))?",
    by_after=r"\s*(?:%|procent|procentenheter)?\s*\w*\s*(?:fler|färre|högre|lägre|mer|mindre"
    r"|större|bättre|sämre)\b",
    base_before=r"(?:\A\W*|(?:%|procent|\d|hälften|delar|delen|delar|majoriteten|flesta)\s+)"
    r"(?:av|bland)(?:\s+(?:de|den|det|alla|samtliga|all))?",
    base_word="",
    no_figure=r"(?:tel\.?|telefon\w*)\s*[+\d][\d ()-]{4,}|"
    r"(?<!\w)(?:tabell\w*|figur\w*|bild\w*|bilaga\w*|kapitel\w*|avsnitt\w*|punkt\w*"
    r"|sida\w*|s\.|§|moment\w*|kl\.?"
    r"|klockan|nummer|nr)\s*\d+(?:[.:]\d+)*(?:\s*(?:–|-|och)\s*\d+(?:\.\d+)*)?"
    r"|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|(?=\s?[–-]|\s+[a-zåäö]|,))|\d{1,2}\s+(?:januari|februari"
    r"|mars|april|maj|juni|juli"
    r"|augusti"
    r"|september|oktober|november|december)|\d+\s*/\s*(?:19|20)\d\d|\d+\s*§|\+\d[\d \u00a0-]{5,}"
    r"|(?<!\d[ \u00a0])\b0\d{1,3}[ -]\d{3,}[\d ]*|\b\d+(?:\s*[–-]\s*\d+)?\s?-?åring\w*"
    r"|\b\d{1,2}(?:\s*[–-]\s*\d{1,2})?\s+års?\b(?!\s*(?:19|20)\d\d)"
    r"|[a-zåäö]\w*-\d+|(?:skala\w*|skalan)[^.;\d]{0,20}\(?\d+(?:[.,]\d+)?\s?(?:–|-|till|…)\s?\d+"
    r"|\(\s*\d+\s*(?:–|-)\s*\d+\s*\)|\d+\s*(?:–|-)\s*\d+\s*-?(?:gradig\w*|skala\w*)|\d+-gradig\w*"
    r"|\d+\s+(?:månad|veck)\w*|\b\d+:(?:e|a)\b",
    joints=r";|:(?=\s)|\s[–—-]\s|\s*[()]\s*|,\s+|\s+(?:och|samt|men|medan|varav|vilket|som|då"
    r"|dvs\.?)(?=\s)",
    coordination=r"och|samt",
    plain=r"innehöll\w*|innehåll\w*|bestod|består|alltså|nämligen|därmed|således|bes[öo]kte"
    r"|gjord\w*|inlämn\w*|lämna\w*|ställ\w*|hela"
    r"|nuvarande|vars|vilkens|vilket|så|ju|här|där|ur|kring|mot|vara|vore|själv\w*|både|och|samt"
    r"|men|eller|att|som|i|på|av|till|från|för|med|om|vid|under|över|mellan|hos|inom|utan|efter"
    r"|den|det|de|dem|denna|detta|dessa|en|ett|sin|sitt|sina|dess|deras|vår\w*|vi|man|är|var"
    r"|varit|blev|blivit"
    r"|bli|blir|har|hade|ha|fick|fått|får|få|gav|ges|gavs|givit|gett|kom|kommit|kommer|gjordes"
    r"|gjorts|göra|gör"
    r"|antal\w*|andel\w*|procent\w*|år\w*|totalt|sammanlagt|tillsammans|hela|stad\w*|kommun\w*"
    r"|verk\w*|ämbet\w*"
    r"|sektor\w*|rapport\w*|bokslut\w*|klientbokslut\w*|klient\w*|kund\w*|människ\w*|person\w*"
    r"|svar\w*"
    r"|respondent\w*|deltagar\w*|deltog|inkom\w*|tog|emot|mottog\w*|mottag\w*|registrer\w*"
    r"|uppgick|uppgår|utgör\w*"
    r"|utgjorde\w*|gällde|gäller|gällt|berörde|handlade|hand\w*|visade|visar|syns|ligger|låg"
    r"|legat|fler\w*|färre"
    r"|mer|mera|mindre|mest|minst|större|störst\w*|högre|högst\w*|lägre|lägst\w*|bättre|bäst\w*"
    r"|sämre|sämst\w*"
    r"|än|jämfört|jämförelse|tidigare|föregående|innan|före|sedan|förra|dock|också|även|däremot"
    r"|bara|endast|ännu"
    r"|något|lite|litet|klart|tydlig\w*|betydlig\w*|nästan|cirka|ca|drygt|knappt|ungefär|omkring"
    r"|medelvärd\w*"
    r"|medeltal\w*|genomsnitt\w*|betyg\w*|snitt\w*|resultat\w*|siffr\w*|värde\w*|nivå\w*|skala\w*"
    r"|påståend\w*|fråg\w*|bedöm\w*|ansåg|anser|upplev\w*|tyck\w*|nöjd\w*|gång\w*|när|där|vilket"
    r"|vilka|varav"
    r"|steg|stig\w*|sjönk|sjunk\w*|öka\w*|ökning\w*|minsk\w*|förbättr\w*|försämr\w*|förändr\w*"
    r"|ändra\w*|oförändra\w*"
    r"|samma|alla|allt|varje|båda|olika|andra|övriga|första|sist\w*|senast\w*|medan|då|nu"
    r"|period\w*|tid\w*"
    r"|jämför\w*|förhåll\w*|motsvarande|bland|hälften|del\w*|tabell\w*|figur\w*|utveckl\w*"
    r"|område\w*|ansvarsområde\w*"
    r"|enhet\w*|procentenhet\w*|poäng|styck\w*|mellan|varier\w*|till|tack vare|såväl|både|dels"
    r"|fanns|finns|orsak\w*|tema\w*",
    weak=r"klient\w*|kund\w*|människ\w*|person\w*|svar|svaren|svarade|svarat|besvar\w*"
    r"|respondent\w*|delta\w*"
    r"|deltog|stad\w*|kommun\w*|enhet\w*|område\w*|ansvarsområde\w*|tema\w*|orsak\w*"
    r"|fråg\w*|tjänst\w*|service\w*|saker?|betyg\w*|nöjd\w*|påståend\w*|ämbet\w*|verk\w*"
    r"|sektor\w*|hela"
    r"|alla|totalt|sammanlagt|andra|övriga|poäng|gång\w*|tid\w*|bedöm\w*|första|mottag\w*"
    r"|del|hand\w*",
    things=r"frågor(?:na)?|påståenden?|sidor|delområd\w+|teman?|punkter|tabell\w*|figur\w*|verksamhetsställ\w+|enheter"
    r"|anställda|språk|kanaler|dag(?:ar|en)?|arbetsdag\w*|veck\w+|månad\w*|timm\w+|minut\w*|euro\b",
    small=frozenset(
        [
            "och",
            "att",
            "det",
            "som",
            "en",
            "på",
            "är",
            "av",
            "för",
            "med",
            "till",
            "den",
            "har",
            "de",
            "inte",
            "om",
            "ett",
            "men",
            "var",
            "från",
            "år",
            "än",
            "mest",
            "eller",
            "också",
            "var",
            "hade",
            "vid",
            "sig",
            "blev",
            "procent",
        ]
    ),
)
