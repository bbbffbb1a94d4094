"""Words of the field in three languages, one row for one thing, so that a Swedish or English
sentence finds a figure whose name is Finnish and the other way round.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

# Beginnings of words: Finnish | Swedish | English. A bar inside a language parts alternatives; a
# beginning that ends with a dot is the whole word.
_ROWS = """
palaut | respons,återkoppling,feedback | feedback
välitö,välittö | direkt | instant,immediate,direct
moite.,moitte,moittee,kriti,kriitti,arvostel | klander,kriti | criticism,critic,blame
kiitos,kiitok,kiitost,kiitosten | tack.,tacket,tacken,beröm | thank,praise,compliment
idea,ideo,ideat,kehittämisehd | idé,idéer,idéns | idea
mielipi | åsikt | opinion
muu.,muut.,muita.,muiden. | annan.,annat.,andra.,övriga,övrigt | other
kantelu | klagomål | complaint
muistutu,muistutus | anmärkning | objection,reminder
muutoksenha,valitu,oikaisuvaat | ändringssök,besvär,överklag | appeal
päätö,päätök | beslut | decision
kysely,asiakaskysel | enkät,klientenkät,förfråg | survey,questionnaire
vastaaj,vastanne | svarande,respondent,svarade,besvara | respondent,answer,replied,responded
asiakas.,asiakka | klient,kund | client,customer
sosiaaliasiami,sosiaaliasiavast | socialombud | ombudsman
potilasasiami,potilasasiavast | patientombud | patient
yhteydeno | kontakt | contact
päivähoi,varhaiskasv | dagvård,småbarnspedag | daycare,day.,childcare,nursery
leikkipuist | lekpark | playground
sijaishuol,sijoit | fosterhem,familjevård,placering,vård utom | foster,placement,substitute,care.
lastensuoj | barnskydd | childprotection,protection
toimeentulotu | utkomststöd | incomesupport,income
päihde,päihtei | missbrukar,missbruks,drog | substance,addiction
huumeklinik | drogklinik,narkotikaklinik | drugclinic,drug
sosiaaliasem | socialstation | socialstation,station,social.
vanhus,vanhuks,ikäänty,iäkkä | äldre,äldreomsorg,äldretjänst | elderly,older
vammaispal,vammais | handikapp,funktionsh | disability,disabled
aikuis | vuxen,vuxna | adult
lapsiperh | barnfamilj | families,family
lapsi.,lapsen.,lasten.,lapsia. | barn.,barnet,barnens,barnets | child,children
perhe,perhei | familj | family,families
vanhempi,vanhemp,vanhemm | förälder,föräldr | parent
nuori.,nuort,nuoria,nuoret | ungdom,unga | young,youth
hallinto,hallinno | förvaltning,administr | administration,administrative
laatu,laadu,laatua | kvalitet | quality
toteutusta,toteutust | genomförand | implementation,delivery,delivered
nopeu,nopea,nopeast,ripeä | snabb | speed,quick,prompt,fast,swift
kohtelu,kohdel,kohdellu | bemöt | treat,treated,treatment
asialli | saklig,sakligt | proper,appropriate,respectful
hakemi,hakea,hakeu | ansök,sökande | applying,application
ohjau,opast | handledning,vägledning | guidance
neuvon | rådgivning | advice,counsel
tiedot,tiedottam | information | information
tieto.,tietoa,tiedon,tietoja | information,kunskap | information,knowledge
osallis,osallistum | delta.,deltag,delaktig,medverk | participat,involve
suunnittel | planering | planning,plann
mahdollisuu,mahdollisuuk | möjlighet | opportunit,chance
arvioin,arvioit | utvärder | evaluat,assess
asiantunte,ammattitai | sakkun,kunnig,yrkes | expert,competent,professional,knowledg
tarve.,tarpee,tarpei,tarpeit,tarpeeni | behov | need.,needs
elämäntilan | livssituation | situation
apu.,apua,avun,avust | hjälp | help
turvalli | trygg,säker | safe
tyytyväi | nöjd | satisf
sijainti,sijain | läge | location
vuorovaiku | växelverk,samspel | interact
henkilökun,työnteki,henkilöst | personal,arbetstagar,anställd | staff,worker,employee
ensivaikutel | första intryck,intryck | impression
asiakaspalvel | kundservice,kundbetjäning | customer,service
hoitopaik,päivähoitopaik | vårdplats,dagvårdsplats | place
hoito,hoidon | vård,vården | care.
internet,verkkosi,nettisi,kotisi | webb,internet,hemsid | internet,web,website
vaihtoeh | alternativ | alternative,option
vaikutus,vaikutta | påverk,inflytande | influence
kouluarvosan,yleisarvosa | skolvitsord,vitsord,helhetsvitsord | grade,school.
yleinen,yleise,yleist | allmän | general,overall
uusi.,uude,uuden,uudet,uusia,uusien | ny.,nya. | new.
tutkimuslu,tutkimusluv | forskningstillstånd | researchpermit,permit
väitös | doktorsavhandling,avhandling | doctoral,dissertation
kotitalou | hushåll | household
palveluasu | serviceboende | serviced,sheltered
vanhainko | ålderdomshem | retirement,nursinghome
polikli | poliklin | outpatient
yksilöhuol | individvård | individual
syy.,syyn.,syytä. | orsak | reason,why
luottamu | förtroende,konfiden | confiden,trust
aika.,aikaa. | tid.,tiden. | time.
kuulluksi,kuultu,kuullu,kuunnel | hörd,lyssn | heard,listen
aihe,aiheet,aihei | tema,ämne | topic,subject
jotain. | något. | something
palvelu.,palvelun.,palvelua.,palvelut.,palveluj,palvelui,palveluss | tjänst,service | service
palvelumittar | servicemätar,servicemät | servicemeter,meter
pääkaupunkis | huvudstadsreg | capital
vastaano | mottagn | reception
perhesijoi | familjeplac | familyplacement
laitos,laitoss | anstalt | institution
toive.,toivee,toivei | önskemål,önskan | wish
suosittel | rekommend | recommend
saavutet,tavoitet | tillgänglig | accessib
jono,jonot,odot | kö.,köer,väntetid | queue,waiting
koulu.,koulun,kouluj,kouluss | skol | school
opettaj,opetta | lärar,undervisning | teacher,teaching
ruoka,ruoan,ruuan,ruokailu | mat.,maten,måltid | food,meal
kiusaa,kiusat,kiusaam | mobb | bully
viihty | trivs,trivsel | comfort,enjoy
"""


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, tuple[tuple[re.Pattern[str], int], ...]]:
    found: dict[str, list[tuple[re.Pattern[str], int]]] = {"fi": [], "sv": [], "en": []}
    for number, row in enumerate(_ROWS.strip().splitlines()):
        for tag, told in zip(found, row.split("|"), strict=True):
            beginnings = [each.strip() for each in told.split(",") if each.strip()]
            whole = [
                # A beginning stands for its own forms, not for long words put together with it.
                re.escape(each[:-1]) + r"\Z"
                if each.endswith(".")
                else re.escape(each) + r".{0,7}\Z"
                for each in beginnings
            ]
            found[tag].append((re.compile("|".join(whole)), number))
    return {tag: tuple(patterns) for tag, patterns in found.items()}


@lru_cache(maxsize=20_000)
def concepts(word: str, tag: str) -> frozenset[str]:
    """What a word of a language means, as far as it is known here."""
    return frozenset(f"c:{number}" for pattern, number in _patterns()[tag] if pattern.match(word))
