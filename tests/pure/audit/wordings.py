"""How Finnish, Swedish and English statements say what the figures of a town of chance tell."""

from collections.abc import Mapping
from dataclasses import dataclass

Names = Mapping[str, tuple[str, ...]]
Lines = tuple[str, ...]
Moved = Mapping[str, Lines]


@dataclass(frozen=True)
class Words:
    """The names of a town and its forms of saying. Of counts and shares the names are the genitive
    (or its like) and the form after "how many"; of means and units the genitive and how it is
    found in the middle of a sentence."""

    whole: str
    total: str
    grade: str
    counts: Names
    shares: Names
    means: Names
    units: Names
    value_of_count: Lines
    count_from_to: Moved
    count_percent: Moved
    every_year: Moved
    share_from_to: Moved
    share_points: Mapping[str, Mapping[str, str]]
    share_most: Moved
    share_half: str
    mean_value: Lines
    mean_middle: Moved
    mean_moved: Moved
    grade_best: Moved
    grade_more_than: Lines
    total_of_year: Lines


FI = Words(
    whole="koko kunta",
    total="Yhteensä",
    grade="Kouluarvosana",
    counts={
        "Muistutukset": ("muistutusten", "muistutuksia"),
        "Välitön palaute": ("välittömän palautteen", "välitöntä palautetta"),
        "Yhteydenotot asiavastaavaan": (
            "asiavastaavaan otettujen yhteydenottojen",
            "yhteydenottoja asiavastaavaan",
        ),
        "Kyselyvastaukset": ("kyselyvastausten", "kyselyvastauksia"),
    },
    shares={
        "Moite": ("moitteiden", "moitteita"),
        "Kiitos": ("kiitosten", "kiitoksia"),
        "Idea": ("ideoiden", "ideoita"),
        "Muu mielipide": ("muiden mielipiteiden", "muita mielipiteitä"),
    },
    means={
        "Sain palvelua riittävän nopeasti": ("palvelun nopeuden",),
        "Minua kohdeltiin asiallisesti": ("asiallisen kohtelun",),
        "Sain riittävästi neuvontaa": ("neuvonnan riittävyyden",),
        "Palvelu oli asiantuntevaa": ("palvelun asiantuntevuuden",),
    },
    units={
        "Kirkonkylän toimipiste": ("Kirkonkylän toimipisteen", "Kirkonkylän toimipiste"),
        "Satamakadun toimipiste": ("Satamakadun toimipisteen", "Satamakadun toimipiste"),
        "Harjulan toimipiste": ("Harjulan toimipisteen", "Harjulan toimipiste"),
        "Asemanseudun toimipiste": ("Asemanseudun toimipisteen", "Asemanseudun toimipiste"),
    },
    value_of_count=(
        "Vuonna {year} {1} tuli {value}.",
        "Kunnassa kirjattiin {1} {value} kappaletta vuonna {year}.",
        "Vuoden {year} aikana {0} määrä oli {value}.",
    ),
    count_from_to={
        "rose": (
            "Vuodesta {years[0]} vuoteen {years[1]} {0} määrä kasvoi {first}:sta {last}:een.",
            "Vuonna {years[1]} {1} tuli enemmän ({last}) kuin vuonna {years[0]} ({first}).",
        ),
        "fell": (
            "Vuodesta {years[0]} vuoteen {years[1]} {0} määrä väheni {first}:sta {last}:een.",
            "Vuonna {years[1]} {1} tuli vähemmän ({last}) kuin vuonna {years[0]} ({first}).",
        ),
    },
    count_percent={
        "rose": (
            "Vuodesta {years[0]} vuoteen {years[1]} {0} määrä lisääntyi {value} prosenttia.",
            "Vuonna {years[1]} {1} tuli {value} % enemmän kuin edellisvuonna.",
        ),
        "fell": (
            "Vuodesta {years[0]} vuoteen {years[1]} {0} määrä supistui {value} prosenttia.",
            "Vuonna {years[1]} {1} tuli {value} % vähemmän kuin edellisvuonna.",
        ),
    },
    every_year={
        "rose": ("Vuosina 2022–2024 {0} määrä on kasvanut joka vuosi.",),
        "fell": ("Vuosina 2022–2024 {0} määrä on vähentynyt vuosi vuodelta.",),
    },
    share_from_to={
        "rose": ("Vuonna {years[1]} {0} osuus kohosi {first} prosentista {last} prosenttiin.",),
        "fell": ("Vuonna {years[1]} {0} osuus aleni {first} prosentista {last} prosenttiin.",),
    },
    share_points={
        "rose": {
            "points": "Vuonna {years[1]} {0} osuus kasvoi {value} prosenttiyksikköä.",
            "percent": "Vuonna {years[1]} {0} osuus kasvoi {value} prosenttia,"
            " {first} prosentista {last} prosenttiin.",
        },
        "fell": {
            "points": "Vuonna {years[1]} {0} osuus pieneni {value} prosenttiyksikköä.",
            "percent": "Vuonna {years[1]} {0} osuus pieneni {value} prosenttia,"
            " {first} prosentista {last} prosenttiin.",
        },
    },
    share_most={
        "most": ("Vuonna 2024 palautteissa oli eniten {1}.",),
        "least": ("Vuonna 2024 palautteissa oli vähiten {1}.",),
    },
    share_half="Vuonna 2024 yli puolet palautteista oli {1}.",
    mean_value=(
        "Vuonna 2024 {0} keskiarvo oli {value}.",
        "Asiakkaat antoivat asteikolla 1–5 {0} keskiarvoksi {value} vuonna 2024.",
    ),
    mean_middle={
        "above": ("Vuonna 2024 {0} keskiarvo ({value}) oli asteikon keskikohdan yläpuolella.",),
        "below": ("Vuonna 2024 {0} keskiarvo ({value}) jäi asteikon puolivälin alle.",),
    },
    mean_moved={
        "rose": ("Vuodesta {years[0]} vuoteen {years[1]} {0} keskiarvo parani.",),
        "fell": ("Vuodesta {years[0]} vuoteen {years[1]} {0} keskiarvo heikkeni.",),
        "same": ("Vuodesta {years[0]} vuoteen {years[1]} {0} keskiarvo pysyi ennallaan.",),
    },
    grade_best={
        "most": ("Parhaan kouluarvosanan vuonna 2024 sai {1}, {value}.",),
        "least": ("Matalin kouluarvosana vuonna 2024 oli {0} {value}.",),
    },
    grade_more_than=("Vuonna 2024 {0} kouluarvosana oli parempi kuin {2}.",),
    total_of_year=(
        "Vuonna 2024 asiakkaiden ääni kuului kaikkiaan {value} kertaa.",
        "Kaikkea tätä kertyi yhteensä {value} vuonna 2024.",
    ),
)

SV = Words(
    whole="hela kommunen",
    total="Sammanlagt",
    grade="Skolvitsord",
    counts={
        "Anmärkningar": ("anmärkningar", "anmärkningar"),
        "Direkt respons": ("direkta responser", "direkta responser"),
        "Kontakter med socialombudet": (
            "kontakter med socialombudet",
            "kontakter med socialombudet",
        ),
        "Enkätsvar": ("enkätsvar", "enkätsvar"),
    },
    shares={
        "Klander": ("klander", "klander"),
        "Tack": ("tack", "tack"),
        "Idéer": ("idéer", "idéer"),
        "Andra åsikter": ("andra åsikter", "andra åsikter"),
    },
    means={
        "Jag fick hjälp snabbt": ("snabb hjälp",),
        "Jag bemöttes sakligt": ("sakligt bemötande",),
        "Jag fick tillräcklig rådgivning": ("tillräcklig rådgivning",),
        "Servicen var sakkunnig": ("sakkunnig service",),
    },
    units={
        "Kyrkbyns verksamhetsställe": ("Kyrkbyns verksamhetsställe",) * 2,
        "Hamngatans verksamhetsställe": ("Hamngatans verksamhetsställe",) * 2,
        "Åsens verksamhetsställe": ("Åsens verksamhetsställe",) * 2,
        "Stationens verksamhetsställe": ("Stationens verksamhetsställe",) * 2,
    },
    value_of_count=(
        "År {year} var antalet {0} {value}.",
        "Kommunen registrerade {value} {1} år {year}.",
    ),
    count_from_to={
        "rose": ("Från {years[0]} till {years[1]} ökade antalet {0} från {first} till {last}.",),
        "fell": ("Från {years[0]} till {years[1]} minskade antalet {0} från {first} till {last}.",),
    },
    count_percent={
        "rose": ("Antalet {0} ökade med {value} procent från {years[0]} till {years[1]}.",),
        "fell": ("Antalet {0} minskade med {value} procent från {years[0]} till {years[1]}.",),
    },
    every_year={
        "rose": ("Antalet {0} har ökat varje år under perioden 2022–2024.",),
        "fell": ("Antalet {0} har sjunkit varje år under perioden 2022–2024.",),
    },
    share_from_to={
        "rose": ("År {years[1]} steg andelen {0} från {first} till {last} procent.",),
        "fell": ("År {years[1]} föll andelen {0} från {first} till {last} procent.",),
    },
    share_points={
        "rose": {
            "points": "År {years[1]} växte andelen {0} med {value} procentenheter.",
            "percent": "År {years[1]} växte andelen {0} med {value} procent,"
            " från {first} till {last} procent.",
        },
        "fell": {
            "points": "År {years[1]} minskade andelen {0} med {value} procentenheter.",
            "percent": "År {years[1]} minskade andelen {0} med {value} procent,"
            " från {first} till {last} procent.",
        },
    },
    share_most={
        "most": ("År 2024 innehöll responsen mest {1}.",),
        "least": ("År 2024 innehöll responsen minst {1}.",),
    },
    share_half="År 2024 var mer än hälften av responsen {1}.",
    mean_value=("Medelvärdet för {0} var {value} år 2024.",),
    mean_middle={
        "above": ("Medelvärdet för {0} ({value}) låg över skalans mittpunkt år 2024.",),
        "below": ("Medelvärdet för {0} ({value}) låg under skalans mittpunkt år 2024.",),
    },
    mean_moved={
        "rose": ("Medelvärdet för {0} förbättrades från {years[0]} till {years[1]}.",),
        "fell": ("Medelvärdet för {0} försämrades från {years[0]} till {years[1]}.",),
        "same": ("Medelvärdet för {0} var oförändrat från {years[0]} till {years[1]}.",),
    },
    grade_best={
        "most": ("Det bästa skolvitsordet 2024 fick {1}, {value}.",),
        "least": ("Det lägsta skolvitsordet 2024 fick {1}, {value}.",),
    },
    grade_more_than=("År 2024 fick {1} ett bättre skolvitsord än {3}.",),
    total_of_year=("År 2024 hörde klienterna av sig sammanlagt {value} gånger.",),
)

EN = Words(
    whole="whole town",
    total="Total",
    grade="School grade",
    counts={
        "Formal complaints": ("formal complaints", "formal complaints"),
        "Instant feedback": ("pieces of instant feedback", "pieces of instant feedback"),
        "Contacts with the advocate": ("contacts with the advocate",) * 2,
        "Survey responses": ("survey responses", "survey responses"),
    },
    shares={
        "Criticism": ("criticism", "criticism"),
        "Thanks": ("thanks", "thanks"),
        "Ideas": ("ideas", "ideas"),
        "Other opinions": ("other opinions", "other opinions"),
    },
    means={
        "I got the service quickly": ("quick service",),
        "I was treated properly": ("proper treatment",),
        "I got enough advice": ("enough advice",),
        "The staff were competent": ("competent staff",),
    },
    units={
        "Church Village office": ("the Church Village office",) * 2,
        "Harbour Street office": ("the Harbour Street office",) * 2,
        "Ridge office": ("the Ridge office",) * 2,
        "Station office": ("the Station office",) * 2,
    },
    value_of_count=(
        "In {year} the number of {0} was {value}.",
        "There were {value} {1} in {year}.",
    ),
    count_from_to={
        "rose": ("Between {years[0]} and {years[1]} {0} grew from {first} to {last}.",),
        "fell": ("Between {years[0]} and {years[1]} {0} declined from {first} to {last}.",),
    },
    count_percent={
        "rose": ("The number of {0} was up {value} per cent in {years[1]} on {years[0]}.",),
        "fell": ("The number of {0} was down {value} per cent in {years[1]} on {years[0]}.",),
    },
    every_year={
        "rose": ("The number of {0} has risen every year from 2022 to 2024.",),
        "fell": ("The number of {0} has fallen every year from 2022 to 2024.",),
    },
    share_from_to={
        "rose": ("In {years[1]} the share of {0} climbed from {first} to {last} per cent.",),
        "fell": ("In {years[1]} the share of {0} dropped from {first} to {last} per cent.",),
    },
    share_points={
        "rose": {
            "points": "In {years[1]} the share of {0} grew by {value} percentage points.",
            "percent": "In {years[1]} the share of {0} grew by {value} per cent,"
            " from {first} to {last} per cent.",
        },
        "fell": {
            "points": "In {years[1]} the share of {0} shrank by {value} percentage points.",
            "percent": "In {years[1]} the share of {0} shrank by {value} per cent,"
            " from {first} to {last} per cent.",
        },
    },
    share_most={
        "most": ("In 2024 the largest share of feedback was {1}.",),
        "least": ("In 2024 the smallest share of feedback was {1}.",),
    },
    share_half="In 2024 more than half of the feedback was {1}.",
    mean_value=("In 2024 the mean for {0} was {value}.",),
    mean_middle={
        "above": ("In 2024 the mean for {0} ({value}) was above the middle of the scale.",),
        "below": ("In 2024 the mean for {0} ({value}) was below the middle of the scale.",),
    },
    mean_moved={
        "rose": ("The mean for {0} improved from {years[0]} to {years[1]}.",),
        "fell": ("The mean for {0} got worse from {years[0]} to {years[1]}.",),
        "same": ("The mean for {0} did not change from {years[0]} to {years[1]}.",),
    },
    grade_best={
        "most": ("The best school grade of 2024, {value}, went to {1}.",),
        "least": ("The lowest school grade of 2024, {value}, went to {1}.",),
    },
    grade_more_than=("In 2024 {1} got a better school grade than {3}.",),
    total_of_year=("In 2024 people contacted or answered us {value} times in all.",),
)

WORDS: Mapping[str, Words] = {"fi": FI, "sv": SV, "en": EN}
