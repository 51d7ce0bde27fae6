# Why somebody is served before somebody else: one sentence each.
queue-why-danger = Ta osoba może być w niebezpieczeństwie.
queue-why-urgent = Ta osoba wybrała pilną pomoc.
queue-why-crisis = W tym, co powiedziała ta osoba, jest znak kryzysu.
queue-why-quiet = Ta osoba nie może swobodnie mówić.
queue-why-child = Dzwoni dziecko.
queue-why-no-roof-tonight = Ta osoba nie ma dziś gdzie spać.
queue-why-kiosk-help = Ktoś przy kiosku poprosił o pomoc na miejscu.
queue-why-agent-lost = Rozmowa została przerwana po naszej stronie.
queue-why-waiting-very-long = Ta osoba czeka już bardzo długo.
queue-why-transferred = Ktoś z nas już rozmawiał z tą osobą i przekazał rozmowę dalej.
queue-why-callback-promised = Obiecaliśmy tej osobie, że oddzwonimy.
queue-why-at-kiosk = Ta osoba stoi przy kiosku i nie ma gdzie usiąść.
queue-why-appointment = Ta osoba jest umówiona na tę godzinę.
queue-why-waiting-long = Ta osoba czeka dłużej niż inni.
queue-why-confused = Menu w telefonie nie pomogło tej osobie.
queue-why-has-slip = Ta osoba ma numer z kiosku.
queue-why-asked = Ta osoba od razu poprosiła o rozmowę.

# What an agent is doing.
queue-activity-offline = Poza linią
queue-activity-ready = Czeka na rozmowę
queue-activity-ringing = Dzwoni telefon
queue-activity-talking = Rozmawia
queue-activity-holding = Rozmowa wstrzymana
queue-activity-wrap-up = Zapisuje ustalenia
queue-activity-pause = Przerwa
queue-activity-desk = Praca przy biurku

# Why they do it: chosen by a person, or found out by us.
queue-pause-break = Krótka przerwa
queue-pause-meal = Posiłek
queue-pause-meeting = Spotkanie
queue-pause-training = Szkolenie
queue-pause-after-hard-call = Po trudnej rozmowie
queue-pause-technical = Kłopot techniczny
queue-pause-other = Inny powód
queue-pause-did-not-answer = Telefon nie został odebrany
queue-offline-phone-gone = Telefon w przeglądarce zniknął
queue-offline-signed-out = Wylogowanie

# Why an agent does not take an offer.
queue-decline-known-person = Znam tę osobę
queue-decline-technical = Kłopot techniczny
queue-decline-after-hard-call = Potrzebuję chwili po trudnej rozmowie
queue-decline-other = Inny powód

# What cannot be done now, and what to do instead.
queue-refused-not-from-here = Najpierw zakończ rozmowę i zapisz ustalenia.
queue-refused-no-phone = Telefon w przeglądarce nie odpowiada. Odśwież stronę i pozwól na użycie mikrofonu.
queue-refused-no-reason = Wybierz powód przerwy.
queue-still-writing = Czy nadal zapisujesz ustalenia? Możesz pisać dalej, nikt Cię nie pogania.

# What an agent should know about this match.
queue-match-skill-relaxed = Ta sprawa jest spoza Twojej specjalizacji: ta osoba czekała już zbyt długo na specjalistę.
queue-match-skill-absent = Ta sprawa jest spoza Twojej specjalizacji: nikt z obecnych się w niej nie specjalizuje.
queue-match-colleague-away = Ta osoba prosiła o kogoś, kto teraz nie może podejść.
queue-disposition-unrecorded = Bez zapisu

# The skills beside the languages.
queue-skill-pjm = Polski język migowy
queue-skill-information = Informacja ogólna
queue-skill-city-cards = Karty miejskie
queue-skill-city-flats = Mieszkania miejskie
queue-skill-disability-certificates = Orzeczenia o niepełnosprawności
queue-skill-family-benefits = Świadczenia dla rodzin
queue-skill-foreigners = Sprawy cudzoziemców
queue-skill-labor = Praca i bezrobocie
queue-skill-nurseries = Żłobki
queue-skill-school-aid = Pomoc szkolna
queue-skill-social-work = Praca socjalna

# The wait to expect.
queue-wait-unknown = Nie umiemy teraz powiedzieć, jak długo to potrwa.
queue-wait-now = Ktoś odbierze w ciągu minuty.
queue-wait-range = Od { $low } do { $high } min
