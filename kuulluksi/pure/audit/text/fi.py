"""Finnish, as it is written in statements: signs of change, rank and measure."""

from kuulluksi.pure.audit.text.lexicon import Cue, Grammar, Hedge

_PERCENT = (
    r"\s*(?:%(?!-)|prosent(?:ti|in|tia|ista|tiin|illa|eista|teja|eissa|issa|iksi|illa)\b|pros\.)"
)
_POINTS = (
    r"\s*(?:%|prosentti|pros\.?)\s?-?\s?(?:yks\w*\.?|pist\w+)"
    r"|\s*prosenttiyksik\w+|\s*prosenttipist\w+"
)
_UNITS = r"(?:\s*(?:%|prosent\w+|pros\.|%-yks\w+)?"

GRAMMAR = Grammar(
    tag="fi",
    cues={
        Cue.RISE: r"piten(?:i|ivät|ee|nyt|neet)|pidenty\w+|yhä\s+(?:usea(?:mpi|mmat|mman|mmalla"
        r"|mmin)|enemmän|yleisempää)|nous(?:i|ivat"
        r"|ee|evat|sut|seet|seen|u|ua|ussa)|kasvo(?:i|ivat)"
        r"|kasva(?:a|vat|nut|neet)|kasvu(?:a|n|ssa)?|lisäänty\w+|lisäänn\w+|lisäys(?:tä)?"
        r"|kohos(?:i|ivat)|kohon(?:nut|neet)|kohoaa|suuren(?:i|ivat|tunut|tui|tuivat|ee)"
        r"|runsastu\w+|yleisty(?:i|ivät|nyt|neet|y)|nousus(?:sa|ta)|kipus(?:i|ivat)"
        r"|nousu(?:n|aan)",
        Cue.FALL: r"lyhen(?:i|ivät|ee|nyt|neet|tyi|tynyt)|lyhenty\w+|yhä\s+(?:harve(?:mpi|mmat"
        r"|mman|mmin)|vähemmän)|lask(?:i|ivat|ee|evat|enut"
        r"|eneet|eneen|ua|u|ussa|uun)|vähen(?:i|ivät|ee|evät|nyt"
        r"|neet|tyi|tyivät|tynyt|tyneet|emistä|eminen|tymistä)|vähentymi\w+|väheny\w+"
        r"|piene(?:ni|nivät|nee|nnyt|nneet|ntyi|ntynyt|ntyivät)|pienen(?:tyi|tynyt|tyneet)"
        r"|alen(?:i|ivat|tui|tuivat|tunut|ee|nut|neet)|puto(?:si|sivat|aa)|pudon\w+|pudotu\w+"
        r"|supistu(?:i|ivat|nut|neet)|hiipu(?:i|nut)|tippu(?:i|ivat|nut)|romaht\w+|vajo(?:si|nnut)"
        r"|harvini?stu\w+|harvenn\w+|harveni",
        Cue.BETTER: r"parans(?:i|ivat)|paran(?:i|ivat|ee|evat|nut|neet|tui|tuivat|tunut|tuneet"
        r"|tuu|nusta|emista)"
        r"|parannus(?:ta)?|parantumi\w+|kohen(?:i|ivat|nut|neet|tui|tunut|tuivat|ee)"
        r"|myöntei(?:nen|sempään)\s+(?:kehitys|suuntaan)",
        Cue.WORSE: r"heikke(?:ni|nivät|nee|nnyt|nneet|ntyi|ntynyt|nemistä)"
        r"|heiken(?:tyi|tyivät|tynyt|tyneet|i)|heikkenty\w+|heikennys(?:tä)?"
        r"|huonon(?:i|ivat|tui|tuivat|tunut|tuneet|ee)|huononnus(?:ta)?",
        Cue.SAME: r"(?:pysy|säily|on|oli)\w*(?:\s+\w+){0,2}?\s+(?:edellisvuoden"
        r"|edellisen\s+vuoden|aiemmalla|entisellä|vuoden\s+\d{4})\s+tasolla|(?:pysy|säily|jatku"
        r"|py?sytel)\w*(?:\s+[\w,]+){0,4}?\s+(?:ennallaan|samana"
        r"|samoina"
        r"|samalla tasolla|samoissa lukemissa|samassa|samansuuruis\w+|muuttumattom\w+|vaka\w+"
        r"|samankaltais\w+|samanlais\w+)"
        r"|ennallaan|muuttumattom\w+|(?:on|oli|ovat|olivat)\s+(?:\w+\s+)?samalla tasolla"
        r"|(?:on|oli|ovat|olivat)\s+(?:täysin\s+|aivan\s+|lähes\s+|suunnilleen\s+)?sam(?:a"
        r"|at)\s+kuin"
        r"|(?:ei|eivät)(?:\s+[\w,]+){0,4}?\s+(?:muuttunut|muuttuneet|muutu|muutosta|muutoksia)"
        r"|(?:ei|eivät)\s+(?:tapahtunut\s+)?(?:juuri\s+)?muuto\w+",
        Cue.CHANGED: r"muuttu(?:i|ivat|nut|neet)|muutos|vaihtel(?:i|ivat|ee)",
        Cue.DOUBLE: r"kaksinkertais(?:tui|tuivat|tunut|tuneet|tuu)|tuplaantu\w+|kaksinkertai\w+",
        Cue.TRIPLE: r"kolminkertais\w+",
        Cue.HALVE: r"puolittu\w+|puoliintu\w+",
        Cue.EVERY_YEAR: r"joka\s+(?:ikinen\s+)?vuosi|jokaisena\s+vuonna|vuosi\s+vuodelta|vuosittain"
        r"|vuodesta\s+toiseen|jatkuvasti|yhtäjaksoisesti|tasaisesti|koko\s+(?:ajan|jakson|kauden"
        r"|tarkastelujakson)|kaikkina\s+vuosina|perättäisi\w+",
        Cue.MOST: r"eniten|useimmin|useimmiten|suurimmillaan|korkeimmillaan|enimmillään|yleisin"
        r"|yleisimm\w+|yleisintä|suurin|suurimm\w+|suurinta"
        r"|runsaimm?in|korkein|korkeimm\w+|korkeinta|enimmäkseen|enimmin",
        Cue.BEST: r"paras|parha\w+|parasta|parhaiten|tyytyväisi(?:n|mp\w+|mm\w+)|vahvin|vahvimm\w+"
        r"|vahvinta|kärje(?:ssä|n)|kärki\w*",
        Cue.LEAST: r"vähiten|pienimmillään|alimmillaan|matalimmillaan|harvimmin|harvinaisi(?:n"
        r"|mm\w+|nta)|pienin|pienimm\w+|pienintä"
        r"|alhaisin|alhaisimm\w+|alhaisinta|matalin|matalimm\w+|matalinta|vähäisi(?:n|mm\w+|ntä)",
        Cue.WORST: r"huonoin|huonoimm\w+|huonointa|heikoin|heikoimm\w+|heikointa|huonoiten"
        r"|tyytymättömi(?:n|mp\w+|mm\w+)|kriittisi(?:n|mm\w+|mp\w+)",
        Cue.RANKED: r"toiseksi|kolmanneksi|neljänneksi|seuraavaksi|lähes|melkein|yksi|yhtenä|eräs"
        r"|toisiksi|toinen|toisena|kolmantena|kolmas",
        Cue.MORE: r"enemmän|useammin|useampi|useammat|useampaa|useamman|suure(?:mpi|mpaa|mmat"
        r"|mman|mmaksi|mpia)|korke(?:ampi|ampaa|ammat"
        r"|amman|ampia|ammalla)|pare(?:mpi|mpaa|mmat|mman|mmin|mpia|mmaksi)"
        r"|tyytyväise(?:mpiä|mpi|mmät)|runsaammin|yleise(?:mpi|mpää|mpiä|mmät)",
        Cue.LESS: r"vähemmän|harvemmin|harvempi|harvempaa|harvemmat|piene(?:mpi|mpää|mmät|mmän"
        r"|mpiä|mmäksi)"
        r"|alhaise(?:mpi|mpaa|mmat|mman)|matala(?:mpi|mpaa|mmat|mman|mmalla)"
        r"|huono(?:mpi|mpaa|mmat|mman|mmin)|heiko(?:mpi|mpaa|mmat|mman|mmin)"
        r"|tyytymättömä(?:mpiä|mpi|mmät)|harvinaise(?:mpi|mpaa|mmat)",
        Cue.AS: r"yhtä\s+\w+|saman\s+verran|niin\s+\w+",
        Cue.THAN: r"kuin|verrattuna|nähden",
        Cue.MIDDLE: r"(?:asteikon|mitta-asteikon|skaalan)\s+(?:\w+\s+)?(?:keskikoh\w+|keskipist\w+"
        r"|puoliväl\w+|puolesta\w*|keskiväl\w+|keskiarvo\w*|keskelle|keskellä|keskivaihe\w+)"
        r"|keskikoh\w+|keskipist\w+|puoliväl\w+|asteikon\s+puol\w+",
        Cue.AVERAGE: r"keskimääräi\w+|keskiarvoa\s+(?:parem\w+|korkeam\w+|heikom\w+|matalam\w+)"
        r"|(?:kaikkien|koko)\s+(?:\w+\s+)?keskiarvo\w*|keskitaso\w*",
        Cue.ABOVE: r"yläpuolel(?:la|le)|yläpuoli\w*|ylitt(?:i|ivät|ää|ävät|änyt|äneet)|ylempänä"
        r"|ylempi|yli|paremmal\w+|korkeammal\w+|suurem\w+|korkeam\w+|parem\w+",
        Cue.BELOW: r"alapuolel(?:la|le)|alitt(?:i|ivat|aa|avat|anut|aneet)|alempana|alempi|alle"
        r"|huonommal\w+|matalammal\w+|pienem\w+|heikom\w+|huonom\w+|matalam\w+|alhaisem\w+",
        Cue.AT: r"tasolla|keskikohdassa|puolivälissä|keskivaiheilla|kohdalla|tasoa|keskipisteessä"
        r"|tasan|täsmälleen",
        Cue.SIGNIFICANT: r"tilastollise\w+\s+(?:\w+\s+)?(?:merkit\w+)|merkitsevä\w*|merkitsevästi",
        Cue.CONSIDERABLE: r"merkittäv\w+|huomattava\w*|selvä(?:sti)?|selkeästi|olennai\w+",
        Cue.NEARLY: r"lähes|melkein|suunnilleen|jokseenkin|likimain|liki|melko|noin|pitkälti"
        r"|lähinnä"
        r"|miltei|kutakuinkin|suurin piirtein|pääosin",
        Cue.SUM: r"yhteensä|kaikkiaan|yhteenlaskettu\w*|summa",
        Cue.ALL: r"kaik(?:ki|kien|issa|kia|illa|ilta|ista|kea|ella|essa|een|ilta)|jokai\w+|kukin"
        r"|kunkin"
        r"|molem\w+|kummas\w+|joka\s+(?:väittämä|osa-alue|kysymys)\w*",
        Cue.NOT: r"ei|eivät|en|emme|eikä|eivätkä|älä|etteivät|ettei|ilman|tuskin",
        Cue.UNREAL: r"tavoit\w+|pyri(?:tään|mme|i|vät)|pyrki\w+|aio(?:mme|taan|ttiin)|aiko(?:o|vat)"
        r"|toivo(?:mme|taan|isi\w*|ttiin|ttu|ttavaa)|(?!viisi\b)\w+isi(?:vat|mme)?|jos|mikäli"
        r"|ennust\w+"
        r"|ennakoi\w+|odot(?:etaan|amme|ettu|ettiin|us(?!ai|aj)\w*)|suunnitteilla|suunnitellaan"
        r"|halu(?:amme|taan)"
        r"|täytyy|pitää|saattaa|saattoi|voi(?:vat)?\s+(?:olla|nousta|laskea|johtua)|ehkä|kenties"
        r"|luultavasti|todennäköi\w+|mahdolli(?:sesti|nen)|seuraavana\s+vuonna|ensi\s+vuonna"
        r"|(?:olisi|pitäisi|tulisi)\w*|näyttäisi\w*|jotta|raja-arvo\w*|suositu\w+",
        Cue.PREVIOUS: r"edellis(?:vuo\w+|enä\s+vuonna|estä\s+vuodesta|een\s+vuoteen|tä\s+vuotta"
        r"|en\s+vuoden)|edellisenä|edellise(?:nä|stä|en|n)\s+(?:vuonna|vuodesta|vuoteen|vuoden"
        r"|kerra\w+|kysely\w+"
        r"|mittau\w+)|vuotta\s+aiem\w+|vuosi\s+sitten|vuotta\s+aikaisem\w+|viime\s+vuo\w+"
        r"|edelliskerra\w+|edelliskerta\w+|aiemmasta|aiempaan|aiempaa|ennen|aiemmin|edelliseen",
        Cue.SINCE: r"vuodesta|vuosista|alkaen|lähtien|verrattuna|nähden",
        Cue.PER_YEAR: r"vuosittain|vuodessa|joka\s+vuosi|vuotta\s+kohden",
        Cue.RESPONDENTS: r"vastaaj\w*|vastan(?:neita|neet|neiden|neista|nutta)|vastauks(?:ia|en"
        r"|ien)"
        r"|n\s*=|vasta(?:si|sivat)",
        Cue.MEAN: r"keskiarvo\w*|kouluarvosan\w*|arvosan\w*|keskimäärin|ka\.|yleisarvosan\w*"
        r"|pistemäär\w*",
        Cue.COUNT: r"määr(?:ä|än|ältään|ässä|ällä|ät|ien)|lukumäär\w*|kappale\w*|kpl",
        Cue.SHARE: r"\w+prosentti|\w+aste|osuu\w+|osuuks\w+|osuus|prosenttiosuu\w+",
        Cue.RESULTS: r"keskiarvot|keskiarvojen|keskiarvoista|keskiarvoja|arvosanat|arvosanojen"
        r"|arvosanoista"
        r"|tulokset|tulosten|tuloksista|arviot|arvioiden|arvioista|väittämät|väittämien|väittämissä"
        r"|väittämistä|osa-alue\w*|kysymyks\w+|mittari\w*|\w+mittari\w*|luvut|lukujen"
        r"|osa-aluei\w+|väittämiä|väittämää|pisteet|osuudet|osuuksien|määrät|määrien",
        Cue.SELF: r"se|sen|siitä|siihen|niiden|ne|niistä|luku|luvun|osuus|osuuden|määrä|määrän"
        r"|keskiarvo|arvosana|arvo|tulos|sama|vastaava|lukema|summa",
        Cue.AT_VALUE: r"(?:oli|olivat|on|ovat|oltiin)(?=\s+(?:nyt\s+|jo\s+|enää\s+|vain\s+"
        r"|noin\s+|yhteensä\s+"
        r"|peräti\s+)?\d)",
        Cue.LONG: r"(?:kahden|kolmen|neljän|viiden)\s+(?:viime\s+|viimeisen\s+"
        r"|peräkkäisen\s+)?vuoden"
        r"\s+(?:aikana|ajalta|ajan|jaksolla)|(?:kahdessa|kolmessa|neljässä|viidessä)\s+vuodessa"
        r"|(?:kahtena|kolmena|neljänä|viitenä)\s+vuo(?:nna|tena)",
        Cue.PEAK: r"\w+immillaan|huippuvuo\w+|ennätys\w*",
        Cue.SLIGHT: r"hieman|hiukan|vähän|aavistuksen|niukasti|lievästi|lievä\w*|pienoi\w+",
        Cue.GAP: r"ero|eroa|erot|eroja|erotus|ero\w*\s+(?:oli|on)|kuilu\w*",
        Cue.RUNNING: r"(?:kahtena|kolmena|neljänä)\s+(?:viime\s+)?(?:peräkkäisenä\s+vuo(?:tena"
        r"|nna)|vuo(?:tena|nna)\s+peräkkäin)"
        r"|(?:toista|kolmatta|neljättä)\s+(?:kertaa|vuotta)\s+peräkkäin",
        Cue.COMMON: r"yleisi\w+|yleisimm\w+|useimmi\w+|harvinaisi\w+|harvimmin|tavallisi\w+",
        Cue.VARIED: r"vaihtel\w+|vaihde\w+",
        Cue.SECOND: r"toiseksi|toisena|toiseksi\s+\w+",
        Cue.PART: r"suurin\s+osa|suurimman\s+osan|enemmist\w+|valtaos\w+|pääos\w+",
    },
    hedges={
        Hedge.ABOUT: r"noin|n\.|suunnilleen|arviolta|likimain|suurin piirtein|ehkä|keskimäärin|liki"
        r"|runsaan|noin\s+joka|kutakuinkin|pyöreästi|karkeasti",
        Hedge.OVER: r"yli|enemmän kuin|runsaat|runsas|reilut|reilu|reilusti yli|hieman yli"
        r"|vähän yli"
        r"|ylitti|useampi kuin|pitkälti yli|selvästi yli|hiukan yli",
        Hedge.LEAST: r"vähintään|ainakin|vähintäänkin|alimmillaan",
        Hedge.NEARLY: r"lähes|melkein|vajaat|vajaa|liki|miltei|hieman alle|hiukan alle|vähän alle"
        r"|vajaan",
        Hedge.UNDER: r"alle|vähemmän kuin|alitti|selvästi alle|harvempi kuin",
        Hedge.MOST: r"enintään|korkeintaan|enimmillään|enintäänkin",
    },
    points=_POINTS,
    percent=_PERCENT,
    times=r"\s*-?kertai\w+|\s*kertaa\s+(?:enemmän|useammin|suurem\w+|korkeam\w+|niin)",
    fractions={
        r"yli\s+puolet|enemmän\s+kuin\s+puolet": (-1, 2),
        r"puolet|puolella|puolelle|puolten|joka\s+toinen|joka\s+toisen|joka\s+toisella|puolta": (
            1,
            2,
        ),
        r"suurin\s+osa|suurimman\s+osan|enemmistö\w*|valtaosa\w*|pääosa\w*": (-1, 2),
        r"(?:yksi\s+)?kolmas(?:osa|osaa|osan)|kolmannes|kolmanneksen|kolmannesta|kolmannekselle"
        r"|kolmanneksella|joka\s+kolmas|joka\s+kolmannen|joka\s+kolmannella": (1, 3),
        r"kaksi\s+kolmas(?:osaa|ta)|kahdelle\s+kolmasosalle|kahden\s+kolmasosan|kaksi\s+kolmannesta"
        r"|kaksi\s+kolmesta|kahdella\s+kolmasosalla": (2, 3),
        r"neljännes|neljänneksen|neljännestä|neljäsosa|neljäsosan|neljäsosaa|joka\s+neljäs"
        r"|joka\s+neljännen|joka\s+neljännellä|neljännekselle|neljänneksellä": (1, 4),
        r"kolme\s+neljäs(?:osaa|tä)|kolme\s+neljännestä|kolme\s+neljästä|kolmen\s+neljäsosan": (
            3,
            4,
        ),
        r"viidennes|viidenneksen|viidesosa|viidesosan|joka\s+viides|joka\s+viidennen"
        r"|joka\s+viidennellä|viidennestä|viidenneksellä": (1, 5),
        r"kaksi\s+viides(?:osaa|tä)|kaksi\s+viidestä": (2, 5),
        r"kolme\s+viides(?:osaa|tä)|kolme\s+viidestä": (3, 5),
        r"neljä\s+viides(?:osaa|tä)|neljä\s+viidestä": (4, 5),
        r"kuudesosa|kuudennes|joka\s+kuudes": (1, 6),
        r"kymmenesosa|kymmenes\s?osa|joka\s+kymmenes|kymmenennes|joka\s+kymmenennellä": (1, 10),
        r"yhdeksän\s+kymmenestä": (9, 10),
        r"kahdeksan\s+kymmenestä": (8, 10),
        r"seitsemän\s+kymmenestä": (7, 10),
    },
    numerals={
        r"kaksi|kahta|kahden|kahdessa|kahdella": 2,
        r"kolme|kolmea|kolmen|kolmessa|kolmella": 3,
        r"neljä|neljää|neljän|neljässä|neljällä": 4,
        r"viisi|viittä|viiden|viidessä|viidellä": 5,
        r"kuusi|kuutta|kuuden|kuudessa|kuudella": 6,
        r"seitsemän|seitsemää|seitsemässä|seitsemällä": 7,
        r"kahdeksan|kahdeksaa|kahdeksassa|kahdeksalla": 8,
        r"yhdeksän|yhdeksää|yhdeksässä|yhdeksällä": 9,
        r"kymmenen|kymmentä|kymmenessä": 10,
        r"yksitoista": 11,
        r"kaksitoista": 12,
        r"kolmetoista": 13,
        r"neljätoista": 14,
        r"viisitoista": 15,
        r"kuusitoista": 16,
        r"seitsemäntoista": 17,
        r"kahdeksantoista": 18,
        r"yhdeksäntoista": 19,
        r"kaksikymmentä": 20,
    },
    source_before=r"luvusta|tasolta|tasosta|arvosta|lukemasta|osuudesta",
    source_after=r"\s*(?:→|->|=>)|" + _UNITS + r"\s?(?::?(?:lta|ltä|sta|stä|ista|istä))\b)"
    r"|\s*(?:prosentista|prosenttiyksiköstä|pisteestä|yksiköstä)\b|\s*(?:kpl:sta|\w{4,}(?:sta"
    r"|stä))\b"
    r"(?=[^.;]*?\d)",
    target_before=r"lukuun|tasolle|arvoon|lukemaan|nyt|on\s+nyt|→|->|=>",
    target_after=_UNITS + r"\s?:(?:een|iin|ään|aan|hin|hyn|öön|oon|uun|yyn|seen|ksi|lle|n)\b)"
    r"|\s*(?:prosenttiin|pisteeseen|kappaleeseen|vastaajaan|palautteeseen|asiakkaaseen|kanteluun)\b"
    r"|\s*\w{4,}(?:iin|seen|uun|een|aan|ään)\b",
    by_before=r"muutos\s+oli|nousua\s+oli|laskua\s+oli|kasvua\s+oli|kasvu\s+oli|lasku\s+oli|nousua"
    r"|kasvua|laskua|vähennystä|lisäystä|lisäys\s+oli",
    by_after=_UNITS + r"\s?:(?:lla|llä)\b)|\s*(?:prosentilla|prosenttiyksiköllä|pisteellä|yksiköllä"
    r"|kymmenyksellä|pykälällä|kappaleella|kymmenyksen)\b|\s*(?:yksikköä|pistettä|pykälää"
    r"|kymmenystä)\b"
    r"|\s*(?:prosentin|prosenttiyksikön|%:n|pisteen|yksikön)\s+(?:kasvu|nousu|lasku|vähenn|lisäys"
    r"|pudotus|parann)\w*"
    r"|\s*(?:\w+\s+)?(?:enemmän|vähemmän|parempi|korkeampi|matalampi|heikompi|suurempi|pienempi)\b",
    base_before=r"(?!)",
    base_word=r"\w{2,}(?:sta|stä)",
    no_figure=r"(?:puh\.?|puhelin\w*)\s*[+\d][\d ()-]{4,}|"
    r"(?<!\w)(?:taulu(?:kko|kon|kossa|kosta|kkoon|kot|koissa|koista|kkojen|kkoa)"
    r"|kuvio\w*|kuva\w*"
    r"|liite\w*|liitteen|liitteessä|luvussa|luku|kappalee\w+|kohda(?:ssa|n)|sivu\w*|s\.|§|pykälä\w*"
    r"|momen\w+|klo\.?|kello|numero\w*)\s*\d+(?:[.:]\d+)*(?:\s*(?:–|-"
    r"|ja)\s*\d+(?:\.\d+)*)?"
    r"|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|(?=\s?[–-]|\s+[a-zåäö]|,))|\d{1,2}\.\s*(?:tammi|helmi"
    r"|maalis|huhti|touko|kesä|heinä"
    r"|elo|syys|loka|marras|joulu)kuu\w*|\d+\s*/\s*(?:19|20)\d\d|\d+\s*§"
    r"|\+\d[\d \u00a0-]{5,}|(?<!\d[ \u00a0])\b0\d{1,3}[ -]\d{3,}[\d ]*"
    r"|\b\d+(?:\s*[–-]\s*\d+)?\s?-?vuotia\w+|\b\d+\.(?=\s[a-zåäö])|\d+-(?!prosent|vuot)[a-zåäö]\w*"
    r"|[a-zåäö]\w*-\d+|(?:asteiko\w+|skaala\w+|asteikko\w*)[^.;\d]{0,20}\(?\d+(?:[.,]\d+)?\s?(?:–"
    r"|-|…|\.\.)\s?\d+"
    r"|\(\s*\d+\s*(?:–|-)\s*\d+\s*\)|\d+\s*(?:–|-)\s*\d+\s*(?:-?\s?portai\w+|-?asteik\w+)"
    r"|\b(?:yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan)\s+(?:kuukau|viikko|viiko|päiv"
    r"|tunti"
    r"|tunni|vuo|kerta|kerra)\w*\b(?!\s+(?:enemmän|useammin|suurem|korkeam|niin))|\d+\s+(?:kuukau|viikko|viiko)\w+|kello\s+\d+",
    joints=r";|:(?=\s)|\s[–—-]\s|\s*[()]\s*|,\s+|\s+(?:ja|sekä|mutta|kun|vaan|joista|joka|jotka"
    r"|mikä|eli)"
    r"(?=\s)|\s+kun\s+taas(?=\s)|\s+sen\s+sijaan(?=\s)",
    coordination=r"ja|sekä|että|eikä|kuin myös",
    plain=r"koko|sisäl\w+|koostu\w+|ote\w+|otta\w+|oto\w{0,3}|nii(?:den|tä|stä|ssä|hin|llä|lle)"
    r"|hei\w+|häne\w+|sii(?:tä|hen|nä)|itse\w*"
    r"|enn(?:en|enkin)|peräti|enää|sillä|joten|koki\w*|koke\w*|kokem\w*|hyvä\w*"
    r"|valmistu\w+|ottamatta|jolloin|silloin|tuolloin|myön\w+|jät\w+|saavut\w+|jää\w+|kokonai\w+"
    r"|lopulli\w+|nykyi\w+|useim\w+|usea\w*|antaj\w+|antan\w+|osall?istun\w+|"
    r"alapuol\w+|yläpuol\w+|virasto\w*|kaupun\w+|kunta|kunnan|kunnassa|toimiala\w*|määr\w+"
    r"|lukumäär\w+|osuu\w+"
    r"|osuuks\w+|kaikkiaan|vuo(?:si|de|nna|tta|te|sina|sie|sis|sit)\w*|kerto\w+|raport\w+"
    r"|tilinpäätö\w+|asiakastilinpäätö\w+"
    r"|saa\w*|sai\w*|sait\w*|sanottiin|tuli\w*|tul\w+|teh\w+|tek\w+|anne\w+|antoi\w*|anta\w+"
    r"|kirja\w+"
    r"|kerty\w+|saapu\w+|lähet\w+|tullu\w+|ol\w+|jää\w*|jäi\w*|muodos\w+|koske\w+|koski\w*|näk\w+"
    r"|näy\w+"
    r"|tilann\w+|tilast\w+|luku\w*|luvu\w+|arvo(?:t|n|ja|jen|ista|issa)?|tulo(?:s|kset|ksia|ksen"
    r"|sten)|keskiarvo\w*"
    r"|aiem\w+|aikais\w+|edellis\w+|verrat\w+|verrattuna|vertai\w+|kehit\w+|suunta\w*|suunna\w*"
    r"|hieman|hiukan|vähän|paljon|selvä\w*|selkeä\w*|merkit\w+|huomat\w+|jonkin|verran|edelleen|nyt"
    r"|myös|sekä|lisäksi|kuiten\w+|erityi\w+|etenkin|varsin\w*|melko|aika|erittäin|hyvin|yhä|vielä"
    r"|samaan|sama\w*|samo\w+|puoles\w+|puolestaan|taas|toisaalta|kun|kuin|joka|jotka|joista"
    r"|jois\w+"
    r"|jonka|joiden|mikä|mitkä|tämä\w*|tämän|nämä|näi\w+|tuo\w*|siis|esimerkiksi|muun|muassa|muut"
    r"|muita"
    r"|ova\w*|osakseen|eivät|koskev\w+|että|mutta|vaan|eli|tai|kaik\w+|jokai\w+|eri|oma|oman|omaa"
    r"|omat|omia|omien|noin|yli|alle|lähes|melkein|vajaa\w*"
    r"|enemm\w+|vähem\w+|suurem\w+|pienem\w+|parem\w+|korkea\w*|matala\w*|alhai\w+|huono\w*"
    r"|heiko\w+"
    r"|asiakas|asiakka\w+|ihmi\w+|henkilö(?:ä|t|iden|itä)|vastaaj\w+|vastan\w+|vastas\w+|vastau\w+"
    r"|kysyttäe\w+|kysyt\w+|pide\w+|pitä\w+|piti\w*|arvio\w+|antama\w*|antami\w+|saama\w*|tehty\w*"
    r"|kappale\w*|kpl|prosent\w+|pist\w+|yksik(?:köä|öllä)|tarkast\w+|ajanjakso\w*|jakso\w*|aikana"
    r"|kolme\w*|kahde\w+|kaksi\w*|vastaav\w+|ensim\w+|viime\w*|vuosi\w*|ero\w*|taso\w*|mitat\w+"
    r"|laske\w+|asteik\w+|skaala\w*|tyyty\w+|myönte\w+|kielte\w+|palvelu|osa|osan|osaa|väittäm\w+"
    r"|kysymy\w+|kohda\w+|piste\w*|päät\w+|pysy\w+|säily\w+|muut\w+|kasva\w+|nous\w+|lask\w+"
    r"|vähen\w+"
    r"|lisä\w+|paran\w+|heik\w+|aihe\w*|aihee\w+|syy|syyt|liitty\w+|kohdis\w+|kuului\w*|kuulu\w+"
    r"|sisäl\w+|esit\w+|esiin|nimesi\w*|mainit\w+|mainin\w+|nousi\w*|tuloksena|kerro\w+"
    r"|vaihtel\w+|välillä|kummank\w+|ainoa\w*|vain|ainoas\w+|yksi|yhden|taulu\w+|kuvio\w*|sijoit\w+"
    r"|alue\w*|vastuualue\w*|yksiköi\w+|yksikö\w+|toimipist\w+|yltä\w+|yls\w+|pääs\w+|kasvu\w*"
    r"|nousu\w*"
    r"|lasku\w*|prosenttiyks\w+|kasva\w*|paikka|alku\w*|loppu\w*|lopu\w+|alus\w+|kohti|ympäri"
    r"|mukaan"
    r"|perus\w+|keskim\w+|pit\w+|jälkeen|ennen|sitten|mennes\w+|lähti\w+|lähtien|alkaen|asti"
    r"|saakka",
    weak=r"ilmoit\w+|tapau\w+|asiak\w+|ihmi\w+|henkilö\w*|vastaaj\w*|vastan\w+|vastau(?:s|sta"
    r"|ksi\w*|kse\w*)|vastas\w+|vasta(?:si"
    r"|sivat|ttiin)|palvelu\w{0,3}|päät\w+|alue\w*|vastuualue\w*|yksik(?!köä|öllä)\w+"
    r"|toimipist\w+|virasto\w*|kaupun\w+|kunta|kunnan|kunnassa|kunnallis\w+|aihe\w*|syy\w*"
    r"|syistä|kysymy\w+|väittäm\w+|piste\w*|toimiala\w*|kysy\w+|tarpe\w+|lähet\w+"
    r"|kohdis\w+|yhteensä|kaik\w+|muut?|muita|muuta|aika\w*|ennen|tieto\w*|tehty\w*"
    r"|teht\w+|arvio\w*|kokemu\w*|kertaa|kerra\w+|käy\w+|läht\w+|ensim\w+|paikk\w+|paika\w+"
    r"|yhteydeno\w+|perus\w+|tyyty\w+|pääs\w+|taso\w*",
    things=r"kysymy\w+|väittäm\w+|sivu(?:a|n)?|osa-alue\w*|teema\w*|aihetta|kohtaa|taulukko\w*|kuvio\w*"
    r"|toimipist\w+|toimipaikka\w*|yksikköä(?!\s+(?:suur|pien|park|heik|kork|mata))|työntekij\w+|kieltä|kielellä|kanava\w*"
    r"|päivä(?:ä|n|ssä)|työpäivä\w*|viikko\w*|kuukau\w+|tunti\w*|tunnin|minuut\w+|euro\w*",
    small=frozenset(
        [
            "ja",
            "on",
            "oli",
            "ei",
            "että",
            "se",
            "kuin",
            "mutta",
            "ovat",
            "olivat",
            "myös",
            "sekä",
            "vuonna",
            "mukaan",
            "joka",
            "kun",
            "tai",
            "niin",
            "hän",
            "ne",
            "tämä",
            "nyt",
            "koko",
            "eniten",
            "vähiten",
            "vuoden",
            "noin",
            "yli",
        ]
    ),
)
