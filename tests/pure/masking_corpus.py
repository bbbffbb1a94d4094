"""Sentences as clients write them, made up for measuring: what should be found stands in ⟦ ⟧ after
its kind. Half name nobody. Some are hard on purpose: measuring says how many are missed.
"""

FINNISH = """
⟦name:Maija Virtanen⟧ lupasi soittaa tiistaina, mutta puhelua ei tullut.
Puhuin ⟦name:Korhoselle⟧ ja ⟦name:Liisalle⟧ Kallion sosiaaliasemalla.
Rouva ⟦name:Lahti⟧ ei kuunnellut, vaikka kerroin kaiken.
Minua auttoi ⟦name:liisa virtanen⟧, joka oli tosi mukava.
Sosiaalityöntekijä ⟦name:Koivu⟧ oli paikalla ajoissa.
Kiitos ⟦name:Satu⟧, että jaksoit kuunnella!
⟦name:Satu⟧ tuli meille kotiin joka viikko.
⟦name:J. Virtanen⟧ kirjoitti päätöksen, jota en ymmärrä.
Päätöksen teki ⟦name:Anna-Liisa Mäkinen-Koskela⟧ viime viikolla.
Ohjaaja ⟦name:Abdullahi⟧ puhui kanssani somaliksi.
Tapasin ⟦name:Nguyen Thi Lanin⟧ vastaanotolla.
Lääkärin mukaan ⟦name:Eetun⟧ pitäisi saada tukea.
Poikani ⟦name:Oliver⟧ pelkää mennä sinne.
Työntekijä oli ⟦name:Pirkko K.⟧ ja hän ymmärsi heti.
Nimeni on ⟦name:Kaarina Heikkilä⟧ ja odotan vastausta.
⟦name:Mohamed Ali Hassan⟧ tulkkasi hyvin.
Henkilötunnukseni on ⟦identity-code:131052-308T⟧, se on papereissa väärin.
Lapsen tunnus on ⟦identity-code:010594Y9032⟧ ja minun ⟦identity-code:131052 - 308U⟧.
Tunnus ⟦identity-code:131052308T⟧ näkyi kirjekuoressa.
Soittakaa minulle numeroon ⟦phone:050 000 0000⟧ iltapäivällä.
Numeroni on ⟦phone:+358 40 123 4567⟧ tai työnumero ⟦phone:09-310 1691⟧.
Puh. ⟦phone:0401234567⟧, vastaan vain aamuisin.
Kirjoitin osoitteeseen ⟦email:maija.meikalainen@esimerkki.fi⟧ kaksi kertaa.
Postini on ⟦email:maija (at) esimerkki.fi⟧, vastatkaa sinne.
Asun osoitteessa ⟦address:Esimerkkikatu 3 B 12, 00100 Helsinki⟧ neljättä vuotta.
Muutin ⟦address:Esimerkkikadulle⟧ keväällä ja tuki katkesi.
Kotini on ⟦address:Antti Korpin tie 5⟧ eikä bussi kulje sinne.
Raha meni tilille ⟦account:FI21 1234 5600 0007 85⟧ eikä minulle.
Vanha tilini oli ⟦account:123456-785⟧ ja se on suljettu.
Soittakaa ⟦name:Ilta⟧ Saarelle ennen kello kolmea.
Työntekijä ⟦name:kallio⟧ ei vastannut viesteihin.
Isäni ⟦name:Onni⟧ jäi yksin.
Palvelu oli hyvää, mutta jonotin kaksi tuntia.
Aamulla soitin kolme kertaa eikä kukaan vastannut.
Ilta oli pitkä ja odotin turhaan.
Anna minulle aika ensi viikolle.
Toivoisin, että työntekijä ei vaihtuisi koko ajan.
Kelan päätös tuli nopeasti, teidän päätöksenne ei.
Kampin sosiaaliasemalla on aina sama jono.
Toivo heräsi, kun joku viimein kuunteli.
Kävin Helsingissä ja Espoossa, mutta Vantaalla ei ollut aikoja.
Hakemus on ollut käsittelyssä 3.11.2026 lähtien, klo 10.30 soitin.
Odotin 45 minuuttia, ja hinta oli 1250 euroa.
Onni on, että omatyöntekijä ymmärsi tilanteen.
Lahden kaupunki hoiti asian paremmin.
Sain kirjeen 01.03.2026 ja siinä luki diaarinumero 2026-00123.
Meri ja metsä auttavat enemmän kuin lomakkeet.
Suomen laki sanoo, että päätös on perusteltava.
Wilmasta ja OmaKannasta en löytänyt mitään.
En saanut tulkkia, vaikka pyysin arabian tulkkia.
"""

SWEDISH = """
⟦name:Karin Lindqvist⟧ lovade ringa på tisdag.
Jag talade med ⟦name:Johan⟧ på socialstationen i Kampen.
Fru ⟦name:Berg⟧ lyssnade inte alls på mig.
Tack till ⟦name:Erik Söderström⟧ som hjälpte mig!
Jag heter ⟦name:Gunilla Ek⟧ och bor ensam.
Min son ⟦name:Elias⟧ vill inte gå dit igen.
Socialarbetaren ⟦name:Fatima⟧ förstod genast.
Beslutet skrevs av ⟦name:Anna-Lena af Hällström⟧ i maj.
Ring mig på ⟦phone:040-123 45 67⟧ efter klockan fyra.
Mitt nummer är ⟦phone:+46 70 123 45 67⟧ just nu.
Min personbeteckning är ⟦identity-code:131052A308X⟧ och den var fel.
Skriv till ⟦email:karin.lindqvist@exempel.fi⟧ i stället.
Vi bor på ⟦address:Exempelgatan 5 A 12⟧ sedan i fjol.
Adressen är ⟦address:Strandvägen 12, 02100 Esbo⟧ som förr.
Kontot är ⟦account:FI2112345600000785⟧ hos banken.
⟦name:Maj-Britt⟧ var den enda som frågade hur jag mår.
Jag väntade i två timmar och ingen kom.
Det här gick bra den här gången.
FPA betalade i tid, men ni svarade inte.
Vi bor i Helsingfors och vill ha service på svenska.
Personalen var vänlig och lugn.
Hon sade att beslutet kommer på måndag.
Jag ringde tre gånger mellan klockan 9 och 11.
På Folkhälsan fick jag hjälp samma dag.
Barnskyddet borde lyssna på barnen.
Ansökan lämnades 12.5.2026 och avgiften var 45 euro.
Tolken talade inte min dialekt.
Jag ville ha en tid före jul.
"""

ENGLISH = """
⟦name:John Smith⟧ promised to call me back.
I spoke with ⟦name:Abdirahman⟧ at the front desk.
Mrs ⟦name:Brown⟧ did not listen to me.
My name is ⟦name:Amina Yusuf⟧ and I need an interpreter.
My daughter ⟦name:Emily⟧ is afraid to go there.
Thanks to ⟦name:Sanna Mäkelä⟧ for her patience.
The decision was signed by ⟦name:O. Korhonen⟧ in May.
Dr. ⟦name:Patel⟧ said I should write to you.
Please call ⟦phone:+358 50 000 0000⟧ before noon.
My number is ⟦phone:0501234567⟧ these days.
Write to ⟦email:j.smith+help@example.com⟧ or nowhere.
We live at ⟦address:12 Example Street⟧ with two children.
My flat is at ⟦address:Esimerkkitie 7 C 21⟧ in the suburb.
The code ⟦identity-code:010203B9999⟧ is not mine.
The money went to ⟦account:GB29 NWBK 6016 1331 9268 19⟧ instead.
Then ⟦name:grace⟧ told me to wait outside.
The waiting room was cold and the queue was long.
I came on Monday and on Friday, nobody was there.
In Finland the decision comes by post.
They sent me from Kela to the Social Services and back.
I would like an interpreter in Arabic or English.
Everything went well and I am grateful.
When I called, the line was busy for 40 minutes.
You should open before 9 o'clock.
Helsinki has good services, thank you.
My benefit was 1,250 euros in 2025.
Nobody explained what the Decision means.
I hope you will read this.
"""
