"""English, as it is written in statements: signs of change, rank and measure."""

from kuulluksi.pure.audit.text.lexicon import Cue, Grammar, Hedge

GRAMMAR = Grammar(
    tag="en",
    cues={
        Cue.RISE: r"lengthened|more\s+and\s+more|(?:become|became|becoming"
        r"|growing)\s+(?:more\s+)?common(?:er)?|ever\s+more|increasingly|rose|risen|rises?|rising"
        r"|increased?|increases|increasing|grew|grown|grows|growing|growth"
        r"|went\s+up|gone\s+up|(?:is|are|was|were)\s+up|climbed|climbs|up\s+(?:from|by)|upwards?"
        r"|jumped|gained"
        r"|surged|swelled",
        Cue.FALL: r"shortened|fewer\s+and\s+fewer|less\s+and\s+less|(?:become"
        r"|became)\s+(?:less\s+common"
        r"|rarer)|ever\s+fewer|fell|fallen|falls|falling|decreased?|decreases|decreasing"
        r"|declined?|declines|declining"
        r"|dropped|drops?|went\s+down|gone\s+down|(?:is|are|was|were)\s+down|diminish\w*|shrank"
        r"|shrunk|sank"
        r"|down\s+(?:from|by)|slipped|reduced|dipped|lessened|downwards?",
        Cue.BETTER: r"improved?|improves|improving|improvements?|got\s+better|gotten\s+better"
        r"|became\s+better",
        Cue.WORSE: r"worsen\w*|deteriorat\w+|weakened|got\s+worse|became\s+worse|become\s+worse"
        r"|gotten\s+worse",
        Cue.SAME: r"unchanged|(?:remained|remains|stayed|stays|kept|held|stood|were|was|is|are"
        r"|been)"
        r"(?:\s+\w+){0,3}?\s+(?:same|constant|stable|steady|level|flat)"
        r"|(?:did|has|have)\s+not\s+(?:\w+\s+)?changed?|(?:didn't|hasn't|haven't)\s+changed?"
        r"|no\s+change"
        r"|(?:is|are|was|were)\s+identical|as\s+(?:high|many|large|common|good|low)\s+as"
        r"|the\s+same\s+as"
        r"|at\s+the\s+same\s+level|(?:held|holding)\s+(?:steady|firm)|equal\s+to|equalled",
        Cue.CHANGED: r"changed|varied|varies|fluctuated",
        Cue.DOUBLE: r"doubl(?:ed|es|ing)|twofold|two-fold",
        Cue.TRIPLE: r"tripl(?:ed|es|ing)|trebl(?:ed|es)|threefold",
        Cue.HALVE: r"halv(?:ed|es|ing)",
        Cue.EVERY_YEAR: r"every\s+year|each\s+year|year\s+(?:by|after|on)\s+year|year-on-year"
        r"|steadily|constantly"
        r"|continuously|continually|throughout(?:\s+the\s+period)?|every\s+single\s+year"
        r"|all\s+years|consistently"
        r"|from\s+year\s+to\s+year",
        Cue.MOST: r"most|largest|biggest|highest|greatest|commonest|most\s+(?:often|common"
        r"|frequent\w*)",
        Cue.BEST: r"best|most\s+(?:satisfied|positive|content)|happiest|strongest|top"
        r"|most\s+pleased",
        Cue.LEAST: r"fewest|smallest|lowest|rarest|least|least\s+(?:often|common|frequent\w*)",
        Cue.WORST: r"worst|poorest|weakest|least\s+(?:satisfied|content|happy)"
        r"|most\s+(?:dissatisfied|critical|negative)",
        Cue.RANKED: r"second|third|fourth|almost|nearly|one\s+of|among|next",
        Cue.MORE: r"more|higher|larger|greater|better|oftener",
        Cue.LESS: r"less|fewer|lower|smaller|worse|poorer|weaker",
        Cue.AS: r"as\s+\w+\s+as|just\s+as",
        Cue.THAN: r"than|compared\s+(?:with|to)|in\s+comparison\s+with",
        Cue.MIDDLE: r"(?:middle|mid-?point|midpoint|centre|center|halfway(?:\s+point)?"
        r"|mid)(?:\s+of)?(?:\s+the)?"
        r"(?:\s+(?:scale|range))?|scale\s+(?:middle|mid-?point)|scale's\s+(?:middle|mid-?point)",
        Cue.AVERAGE: r"(?:the\s+)?(?:overall\s+|general\s+)?average\s+(?:of\s+all|for\s+all)"
        r"|than\s+(?:the\s+)?average"
        r"|above\s+(?:the\s+)?average|below\s+(?:the\s+)?average",
        Cue.ABOVE: r"above|over|exceed(?:s|ed)?|higher\s+than|better\s+than|upper",
        Cue.BELOW: r"below|under|beneath|lower\s+than|worse\s+than|short\s+of",
        Cue.AT: r"at|in|exactly|precisely",
        Cue.SIGNIFICANT: r"(?:statistically\s+)?significant(?:ly)?|statistically\s+reliabl\w+",
        Cue.CONSIDERABLE: r"considerabl[ey]|markedly|substantial\w*|clear(?:ly)?|notabl[ey]"
        r"|sharp(?:ly)?",
        Cue.NEARLY: r"nearly|almost|roughly|about|practically|virtually|approximately|broadly"
        r"|more\s+or\s+less|largely"
        r"|fairly|pretty\s+much|much\s+the|quite|close\s+to|essentially",
        Cue.SUM: r"total(?:led|ling)?|altogether|together|combined|in\s+all|sum|in\s+sum",
        Cue.ALL: r"all|every|each|both",
        Cue.NOT: r"not|no|never|neither|nor|hardly|scarcely|without|didn't|doesn't|don't|wasn't"
        r"|weren't|isn't|aren't"
        r"|hasn't|haven't|none|cannot|can't",
        Cue.UNREAL: r"targets?|goals?|aims?|aimed|aiming|will|shall|should|must"
        r"|would(?!\s+recommend)|could|may"
        r"|might|if|hopes?|hoped"
        r"|hoping|wish|plans?|planned|intend\w*|expect\w*|forecasts?|predict\w*|perhaps|possibly"
        r"|probably|likely"
        r"|estimated\s+to|objectives?|ought|want(?:s|ed)?\s+to|next\s+year|strive\w*|unless"
        r"|require\w*|whether"
        r"|suggests?|seems?|appears?|appeared",
        Cue.PREVIOUS: r"(?:the\s+)?previous\s+(?:year|survey|round|measurement)"
        r"|the\s+year\s+before|a\s+year\s+earlier"
        r"|last\s+year|the\s+preceding\s+year|year-on-year|on\s+the\s+year|the\s+prior\s+year"
        r"|prior\s+year"
        r"|one\s+year\s+earlier|a\s+year\s+ago|in\s+(?:one|a)\s+year|earlier\s+years?",
        Cue.SINCE: r"since|from|compared\s+(?:with|to)|in\s+comparison\s+with",
        Cue.PER_YEAR: r"(?:per|a|each|every)\s+year|yearly|annual(?:ly)?",
        Cue.RESPONDENTS: r"respondents?|responded|answered|replies|responses|n\s*=|participants?"
        r"|replied|took\s+part",
        Cue.MEAN: r"means?|averages?|averaged|averaging|grades?|scores?|scored|rating|ratings"
        r"|mark|marks|graded",
        Cue.COUNT: r"numbers?|count",
        Cue.SHARE: r"response\s+rate|rates?|shares?|proportions?|percentages?",
        Cue.RESULTS: r"means|averages|results|scores|ratings|statements|figures|grades|items"
        r"|shares|areas|marks"
        r"|questions|numbers|indicators|services|units|measures|\w*meter|topics",
        Cue.SELF: r"it|they|this|that|its|their|figure|number|share|mean|average|grade|score"
        r"|result|same|rate"
        r"|corresponding|these|those",
        Cue.AT_VALUE: r"(?:was|were|is|are|stood|stands|at|of|with)(?=\s+(?:now\s+|at\s+|only\s+"
        r"|about\s+)?\d)",
        Cue.LONG: r"(?:over|in|during|across|for)\s+(?:the\s+|these\s+|all\s+)?(?:last\s+"
        r"|past\s+)?(?:two|three|four|five)\s+years",
        Cue.PEAK: r"at\s+(?:its|their)\s+(?:highest|lowest|largest|smallest|best|worst|peak)"
        r"|peaked",
        Cue.SLIGHT: r"slight(?:ly)?|a\s+(?:little|bit|touch)|somewhat|marginal(?:ly)?",
        Cue.GAP: r"differences?|gaps?|apart",
        Cue.RUNNING: r"(?:for\s+)?(?:two|three|four)\s+(?:consecutive\s+years|years\s+(?:running"
        r"|in\s+a\s+row))"
        r"|for\s+(?:the|a)\s+(?:second|third|fourth)\s+(?:consecutive\s+year|year(?:\s+(?:running"
        r"|in\s+a\s+row))?)",
        Cue.COMMON: r"(?:most|least)\s+(?:common\w*|frequent\w*|often)|commonest|rarest",
        Cue.VARIED: r"varied|varies|rang(?:ed|ing|es)",
        Cue.SECOND: r"second|next",
        Cue.PART: r"majority|most\s+of|most|the\s+bulk\s+of",
    },
    hedges={
        Hedge.ABOUT: r"about|around|roughly|approximately|approx\.?|some|circa|c\.|ca\.?"
        r"|close\s+to|an\s+estimated"
        r"|in\s+the\s+region\s+of",
        Hedge.OVER: r"over|more\s+than|above|exceeding|upwards\s+of|just\s+over|well\s+over"
        r"|slightly\s+over|exceeded"
        r"|slightly\s+more\s+than|a\s+little\s+over|passed",
        Hedge.LEAST: r"at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than",
        Hedge.NEARLY: r"nearly|almost|just\s+under|slightly\s+under|just\s+below|not\s+quite"
        r"|slightly\s+less\s+than",
        Hedge.UNDER: r"under|below|fewer\s+than|less\s+than",
        Hedge.MOST: r"at\s+most|no\s+more\s+than|up\s+to|not\s+more\s+than|a\s+maximum\s+of",
    },
    points=r"\s*(?:%|percent|per\s?cent|percentage)[\s-]?(?:points?|pts?|unit)\b|\s*pp\b"
    r"|\s*percentage-points?",
    percent=r"\s*(?:%|per\s?cent\b|percent\b)",
    times=r"\s*-?fold\b|\s*times\s+(?:more|as|higher|larger|the)",
    fractions={
        r"(?:over|more\s+than|just\s+over)\s+(?:a\s+)?half": (-1, 2),
        r"(?:one\s+)?half(?:\s+of)?|every\s+(?:other|second)|one\s+in\s+two": (1, 2),
        r"(?:a|the|large|great|vast|clear)\s+majority|majority|most\s+of|the\s+bulk\s+of"
        r"|most(?=\s+(?:respondents"
        r"|clients|people|of|feedback))": (-1, 2),
        r"(?:a|one)[\s-]third|every\s+third|one\s+in\s+three|one\s+out\s+of\s+three": (1, 3),
        r"two[\s-]thirds|two\s+(?:in|out\s+of)\s+three": (2, 3),
        r"(?:a|one)[\s-](?:quarter|fourth)|every\s+fourth|one\s+(?:in|out\s+of)\s+four": (1, 4),
        r"three[\s-](?:quarters|fourths)|three\s+(?:in|out\s+of)\s+four": (3, 4),
        r"(?:a|one)[\s-]fifth|every\s+fifth|one\s+(?:in|out\s+of)\s+five": (1, 5),
        r"two[\s-]fifths|two\s+(?:in|out\s+of)\s+five": (2, 5),
        r"three[\s-]fifths|three\s+(?:in|out\s+of)\s+five": (3, 5),
        r"four[\s-]fifths|four\s+(?:in|out\s+of)\s+five": (4, 5),
        r"(?:a|one)[\s-]sixth|one\s+in\s+six": (1, 6),
        r"(?:a|one)[\s-]tenth|every\s+tenth|one\s+(?:in|out\s+of)\s+ten": (1, 10),
        r"nine\s+(?:in|out\s+of)\s+ten": (9, 10),
        r"eight\s+(?:in|out\s+of)\s+ten": (8, 10),
        r"seven\s+(?:in|out\s+of)\s+ten": (7, 10),
    },
    numerals={
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
    },
    source_before=r"from(?:\s+(?:about|around|roughly|nearly|almost))?",
    source_after=r"\s*(?:→|->|=>)",
    target_before=r"to(?:\s+(?:about|around|roughly|nearly|almost|over|just\s+over"
    r"|just\s+under))?|→|->|reach(?:ed|ing)",
    target_after=r"",
    by_before=r"by(?:\s+(?:about|around|roughly|nearly|almost|over|some|only|just|as\s+much\s+as))?"
    r"|(?:rise|increase|growth|fall|drop|decrease|decline|improvement|change"
    r"|gain)\s+of(?:\s+(?:about|some))?"
    r"|up|down",
    by_after=r"\s*(?:%|per\s?cent|percent|percentage\s+points?|points?|tenths?)?\s*\w*\s*(?:more"
    r"|fewer|higher|lower|less"
    r"|increase|rise|growth|drop|decrease|fall|decline|larger|smaller|better|worse)\b",
    base_before=r"(?:\A\W*|(?:%|cent|\d|half|thirds?|quarters?|fourths?|fifths?|tenths?|majority"
    r"|most|out|in)\s+)"
    r"(?:of|among)(?:\s+(?:the|all|all\s+the|these|those|its|our))?",
    base_word="",
    no_figure=r"(?:phone|tel\.?)\s*[+\d][\d ()-]{4,}|"
    r"(?<!\w)(?:tables?|figures?|fig\.|appendix|chapters?|sections?|pages?|p\.|pp\."
    r"|paragraphs?|§"
    r"|number|no\.|step)\s*\d+(?:[.:]\d+)*(?:\s*(?:–|-|and|to)\s*\d+(?:\.\d+)*)?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may"
    r"|june|july|august"
    r"|september|october|november|december)|(?:january|february|march|april|may|june|july|august"
    r"|september"
    r"|october|november|december)\s+\d{1,2}\b|\d+\s*/\s*(?:19|20)\d\d|\d+\s*§|\+\d[\d \u00a0-]{5,}"
    r"|(?<!\d[ \u00a0])\b0\d{1,3}[ -]\d{3,}[\d ]*|\bages?d?\s+\d+(?:\s*(?:–|-|to)\s*\d+)?"
    r"|\b\d+(?:\s*[–-]\s*\d+)?[\s-]years?[\s-]olds?"
    r"|[a-z]\w*-\d+|scale[^.;\d]{0,20}\(?\d+(?:\.\d+)?\s?(?:–|-|to|…)\s?\d+"
    r"|\(\s*\d+\s*(?:–|-)\s*\d+\s*\)|\d+\s*(?:–|-|to)\s*\d+\s*-?(?:point\s+scale|scale)"
    r"|\d+-point\s+scale"
    r"|\d+\s+(?:months?|weeks?)|\b\d+(?:st|nd|rd|th)\b",
    joints=r";|:(?=\s)|\s[–—-]\s|\s*[()]\s*|,\s+|\s+(?:and|but|while|whereas|when|which"
    r"|of\s+which|as\s+against"
    r"|that\s+is)(?=\s)",
    coordination=r"and|as\s+well\s+as|or",
    plain=r"steadily|contain\w*|consist\w*|pieces?|get|getting|being|having|going|taking|giving"
    r"|still|much|many|like|slipp\w*"
    r"|and|or|but|the|a|an|of|in|on|at|to|from|for|with|by|as|than|that|this|these|those|it|its"
    r"|they|their|there"
    r"|we|our|us|who|which|whom|what|when|where|while|whereas|is|are|was|were|be|been|being|has"
    r"|have|had|do|did|done"
    r"|does|get|got|gave|given|give|gives|came|come|comes|made|make|makes|receiv\w*|record\w*"
    r"|regist\w*|collect\w*"
    r"|number\w*|share\w*|proportion\w*|percent\w*|cent|year\w*|total\w*|altogether|together"
    r"|whole|city\w*|town\w*"
    r"|municipal\w*|agency\w*|department\w*|report\w*|statement\w*|client\w*|customer\w*|people"
    r"|person\w*|respon\w*"
    r"|answer\w*|repl\w+|participant\w*|took|part|amount\w*|stood|stands?|account\w*|concern\w*"
    r"|relat\w*|regard\w*"
    r"|about|around|nearly|almost|over|under|more|fewer|less|most|least|larg\w+|high\w*|low\w*"
    r"|better|best|worse|worst"
    r"|good|poor\w*|great\w*|small\w*|compar\w+|previous|before|earlier|last|however|also|too"
    r"|only|just|still|already"
    r"|slight\w*|clear\w*|considerabl\w*|mark\w*|somewhat|little|bit|mean\w*|averag\w*|scor\w+"
    r"|rat(?:e|ed|ing|ings)"
    r"|result\w*|figure\w*|value\w*|level\w*|scale\w*|statement\w*|question\w*|view\w*|felt"
    r"|feel\w*|said|say\w*|told"
    r"|rose|ris\w+|fell|fall\w*|increas\w*|decreas\w*|declin\w*|drop\w*|improv\w*|worsen\w*"
    r"|chang\w*|unchanged|same"
    r"|all|every|each|both|different|other\w*|first|latest|now|period\w*|time\w*|correspond\w*"
    r"|among|half|quarter\w*"
    r"|third\w*|tabl\w*|develop\w*|area\w*|unit\w*|points?|between|vari\w+|rang\w+|reach\w*"
    r"|remain\w*|stay\w*|up|down"
    r"|meanwhile|again|then|so|such|not|no|out|into|both|either|respectively|per|one|two|three"
    r"|common|often|topic\w*"
    r"|reason\w*|theme\w*|went|gone|grew|grow\w*|found|find|show\w*|seen|see|during|within|across"
    r"|put|sent|made|end\w*"
    r"|hand|turn|equal\w*|against|received|submitted|lodged|filed|logged|arrived|year-end|overall"
    r"|only|alone|well",
    weak=r"hear|heard|knowing|busy|cases?|ways?|parts?|clients?|customers?|people|persons?"
    r"|respon\w*|answer\w*|repl\w+|participants?"
    r"|city\w*|town\w*|municipal\w*|agency\w*|department\w*|areas?|units?|topics?|reasons?"
    r"|themes?|questions?|services?|views?|all|total|whole|other\w*|common|often|contact\w*"
    r"|time\w*|number|concern\w*|received|sent|lodged|took|statements?|rat(?:e|ed|ing"
    r"|ings)|first|hand|found|feel\w*|felt|well|good|told|last|end",
    things=r"questions?|statements?|pages?|areas|themes|points|tables?|figures?|sites|units|workers|employees"
    r"|languages|channels|(?:working\s+)?days?|weeks?|months?|hours?|minutes?|euros?",
    small=frozenset(
        [
            "the",
            "of",
            "and",
            "in",
            "to",
            "was",
            "were",
            "is",
            "are",
            "by",
            "from",
            "with",
            "that",
            "on",
            "for",
            "it",
            "a",
            "an",
            "has",
            "had",
            "have",
            "than",
            "share",
            "number",
            "rose",
            "fell",
            "percent",
        ]
    ),
)
