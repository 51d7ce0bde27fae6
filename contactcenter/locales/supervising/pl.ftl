# Pokoje osób kierujących zmianą.
board-link = Tablica
board-rooms = Pokoje osób kierujących zmianą
board-title = Linia teraz
board-title-wall = Tablica linii
report-title = Raporty
set-title-agents = Konsultanci
set-title-hours = Godziny linii
set-title-pauses = Powody przerw
set-title-walls = Ekrany na ścianie

# Jak linia służy ludziom.
board-service = Poziom obsługi
board-service-help = Odebrane w ciągu 20 sekund, spośród odebranych i tych, którzy zrezygnowali po ponad 5 sekundach. Cel: 80%.
board-today = Dziś
board-lately = Ostatnie 30 minut
board-abandoned = Zrezygnowali
board-handle = Czas na jedną osobę
board-answer = Czekanie na odebranie
board-offered = { $count ->
    [one] { $count } połączenie
    [few] { $count } połączenia
   *[many] { $count } połączeń
}
board-nothing-yet = Jeszcze nikt nie dzwonił
board-on-target = Cel osiągnięty
board-below-target = Poniżej celu { $target }%
board-percent = { $value }%
board-none = brak
board-dash = –

# Kto czeka.
board-waiting = Czekają
board-waiting-kind = Na co
board-waiting-count = Ile osób
board-waiting-longest = Najdłużej
board-waiting-call = Telefon
board-waiting-kiosk-call = Rozmowa z kiosku
board-waiting-callback = Oddzwonienie
board-waiting-voicemail = Wiadomość
board-waiting-help = Pomoc przy kiosku
board-waiting-ticket = Bilet w punkcie
board-news-waiting = { $count ->
    [0] Nikt nie czeka
    [one] Czeka { $count } osoba
    [few] Czekają { $count } osoby
   *[many] Czeka { $count } osób
}

# Kto pracuje.
board-agents = Konsultanci
board-agents-state = Stan
board-agents-count = Ile osób
board-agents-longest = Najdłużej
board-person = Osoba
board-since = Od
board-talk = Rozmowa
board-recorded = nagrywana
board-no-one-here = Nikogo nie ma w pracy.
board-part = Wejście
board-part-listen = Słuchaj
board-part-coach = Podpowiadaj
board-part-barge = Wejdź
board-part-leave = Wyjdź
board-part-me-listen = Słuchasz
board-part-me-coach = Podpowiadasz
board-part-me-barge = Jesteś w rozmowie
board-part-other-listen = Słucha: { $name }
board-part-other-coach = Podpowiada: { $name }
board-part-other-barge = W rozmowie: { $name }
board-part-hint = Konsultant od razu widzi, że jesteś w rozmowie i w jaki sposób, i mówi o tym rozmówcy. Każde wejście jest zapisywane.
board-no-phone = Twój telefon musi być włączony w tej przeglądarce. Zezwól na mikrofon u góry i spróbuj ponownie.
board-part-not-kiosk = Rozmowa z kiosku idzie wprost między przeglądarkami: nikt nie może do niej dołączyć.

# Kioski.
board-kiosks = Kioski
board-kiosks-working = Działa { $working } z { $all }
board-kiosk-ok = działa
board-kiosk-silent = milczy
board-kiosk-seen = ostatni znak { $at }
board-kiosk-never = jeszcze się nie odezwał
board-kiosks-none = Nie zarejestrowano żadnego kiosku.

# Jak działa linia.
board-mode = Linia
board-mode-open = Czynna do { $at }
board-mode-always = Czynna całą dobę
board-mode-closed = Nieczynna. Otwarcie: { $on }, { $at }
board-mode-closed-long = Nieczynna
board-mode-outage = Awaria od { $at }
board-mode-drill = Ćwiczenie do { $at }
board-budget-near = Budżet połączeń: { $calls } z { $most } w ciągu doby.
board-budget-used = Budżet połączeń wyczerpany: { $calls } z { $most } w ciągu doby. Oddzwonienia czekają na swoich miejscach; następne od { $at }. Pilne są wykonywane.

# Ekran na ścianie.
wall-read-only = Ten ekran tylko pokazuje. Bez danych osobowych.
wall-until = Wyświetlane do { $at }
wall-seen = Stan z { $at }
wall-lost = Brak połączenia: to liczby z { $at }.
wall-end = Wyłącz
wall-open-title = Zamień tę przeglądarkę w ekran na ścianie
wall-open-hint = Tu zostajesz wylogowany, a ta przeglądarka pokazuje odtąd tylko tablicę, najdłużej przez { $hours } godzin. Ekran można wyłączyć z każdego stanowiska. Bez klawiatury nikt nic na nim nie zrobi.
wall-open-name = Gdzie wisi
wall-open = Zamień w ekran
wall-open-back = Wróć do listy ekranów
wall-list-title = Włączone ekrany
wall-list-none = Żaden ekran nie jest włączony.
wall-list-where = Gdzie
wall-list-who = Kto włączył
wall-list-since = Włączony od
wall-list-until = Zgaśnie najpóźniej
wall-list-end = Wyłącz
wall-ended = Ekran jest wyłączony.
wall-no-name = Napisz, gdzie wisi ekran.

# W cudzej rozmowie: co widzi konsultant, co mówi rozmówcy i co widzi osoba, która dołączyła.
phone-part-listen = Słucha rozmowy: { $name }
phone-part-coach = Podpowiada: { $name }
phone-part-barge = W rozmowie: { $name }
phone-part-me-listen = Słuchasz rozmowy: { $name }
phone-part-me-coach = Podpowiadasz: { $name }
phone-part-me-barge = Jesteś w rozmowie: { $name }
phone-part-say = Powiedz:
say-supervised-listen = Naszej rozmowie przysłuchuje się osoba kierująca zmianą.
say-supervised-coach = Naszej rozmowie przysłuchuje się osoba kierująca zmianą i może mi podpowiadać.
say-supervised-barge = Do rozmowy dołącza osoba kierująca zmianą.

# Raporty.
report-from = Od dnia
report-to = Do dnia
report-by = W podziale na
report-by-quarter = Kwadranse
report-by-hour = Godziny
report-by-day = Dni
report-by-queue = Kolejki
report-by-matter = Sprawy
report-by-language = Języki
report-who = Kto czekał
report-who-line = Na linii (telefon i kiosk)
report-who-callbacks = Na oddzwonienie
report-who-help = Na pomoc przy kiosku
report-who-tickets = Z biletem w punkcie
report-who-messages = Po zostawieniu wiadomości
report-show = Pokaż
report-csv = Plik CSV
report-empty = W tych dniach nikt nie czekał.
report-wrong-days = Podaj dwa dni, pierwszy nie późniejszy niż drugi. Pokazujemy dzisiejszy.
report-too-long = Raport obejmuje najwyżej 92 dni. Pokazujemy ostatnie z nich.
report-too-long-clock = Raport w podziale na godziny lub kwadranse obejmuje najwyżej 31 dni. Pokazujemy ostatnie z nich.
report-unnamed = Sprawa nienazwana
report-all = Razem
report-chart-outcomes = Co się stało z czekającymi
report-chart-shares = Poziom obsługi
report-chart-table = Te same liczby są w tabeli poniżej.
report-chart-target = cel: 80%
report-part-in-time = odebrane do 20 s
report-part-later = odebrane później
report-part-gave-up = zrezygnowali
report-part-otherwise = obsłużeni inaczej
report-table = Wszystkie liczby
report-column-group = Grupa
report-column-offered = Czekało
report-column-answered = Odebrane
report-column-in-time = Do 20 s
report-column-service = Poziom obsługi
report-column-abandoned = Zrezygnowali
report-column-abandonment = Odsetek rezygnacji
report-column-short = Pomyłki
report-column-otherwise = Inaczej
report-column-asa = Czekanie (ASA)
report-column-aht = Czas na osobę (AHT)
report-column-fcr = Dotrzymane ustalenia (FCR)
report-column-misrouting = Źle skierowani
report-column-estimate = Trafność zapowiedzi
report-as-of = Stan na { $on }, { $at }.
report-how = Jak liczymy
report-how-service = Odebrane w ciągu 20 sekund, spośród odebranych i tych, którzy zrezygnowali po ponad 5 sekundach. Liczy się chwila, w której ktoś zaczął czekać.
report-how-abandonment = Ci, którzy zrezygnowali po ponad 5 sekundach, spośród nich i odebranych.
report-how-short = Rozłączyli się w ciągu 5 sekund. Nie liczą się w żadnym odsetku.
report-how-otherwise = Poprosili o oddzwonienie, zostawili wiadomość albo poszli do punktu: nie stracili czasu na próżno.
report-how-asa = Średni czas czekania odebranych, w minutach i sekundach.
report-how-aht = Średni czas rozmowy i notatki po niej, z zakończonych.
report-how-fcr = Spośród rozmów, w których wszystkie ustalenia z naszej strony i ze strony urzędów są już rozliczone: te, w których dotrzymano wszystkich.
report-how-misrouting = Spośród skierowań, na które urząd odpowiedział: te, które wróciły. Kolejki i języka skierowania nie znamy, dlatego w tych podziałach jest kreska.
report-how-estimate = Odsetek odebranych, którzy czekali tyle, ile zapowiedzieliśmy; poniżej średnia pomyłka poza zapowiedzianym przedziałem.
report-how-source = Wszystko liczymy z dziennika stanów, w chwili otwarcia raportu; nic nie jest zapisane na zapas. Te same liczby można wyliczyć ponownie skryptem tests/recompute_report.py.

# Ustawienia.
set-save = Zapisz
set-said-agent-saved = Zapisano. Następna rozmowa zostanie przydzielona już po nowemu.
set-said-hours-saved = Ogłoszono. Od teraz tak odpowiada menu telefonu i kioski.
set-said-hours-gone = Odwołano ogłoszone godziny.
set-said-pause-saved = Zapisano powody przerw.
set-agents-hint = Języki i dziedziny rozstrzygają, komu dzwoni telefon. Rolę, hasło i dostęp zmienia się na stronie konta. Każda zmiana jest zapisywana.
set-role-agent = konsultant
set-role-clerk = pracownik punktu
set-role-supervisor = kieruje zmianą
set-agent-languages = Języki
set-agent-skills = Dziedziny
set-agent-account = Konto
set-agent-is-off = konto wyłączone
set-agent-gone = Tej osoby nie ma na liście.
set-agent-no-language = Zaznacz co najmniej jeden język.
set-hours-usual = Zwykłe godziny
set-hours-usual-hint = W święta linia jest nieczynna.
set-hours-not-confirmed = Miasto jeszcze nie potwierdziło tych godzin.
set-hours-announced = Ogłoszone
set-hours-none = Nic nie ogłoszono: obowiązują zwykłe godziny.
set-hours-when = Kiedy
set-hours-days = Dni tygodnia
set-hours-hours = Godziny
set-hours-every-day = codziennie
set-hours-until-further = do odwołania
set-hours-holidays-too = także w święta
set-hours-closed = Linia nieczynna
set-hours-withdraw = Odwołaj
set-hours-order = Jeśli kilka ogłoszeń mówi o tym samym dniu, liczy się to, które ogłoszono ostatnie.
set-hours-new = Ogłoś inne godziny
set-hours-from = Od dnia
set-hours-to = Do dnia
set-hours-to-hint = Jeden dzień: wpisz dwa razy ten sam. Puste: do odwołania.
set-hours-open-at = Linia czynna w godzinach
set-hours-opens = Od godziny
set-hours-closes = Do godziny
set-hours-on-holidays = Dotyczy także dni świątecznych
set-hours-announce = Ogłoś
set-hours-no-day = Zaznacz co najmniej jeden dzień tygodnia.
set-hours-dates = Sprawdź dni: pierwszy nie wcześniej niż dziś, ostatni nie wcześniej niż pierwszy, a w tym czasie wypada choć jeden z zaznaczonych dni tygodnia.
set-hours-times = Sprawdź godziny: otwarcie musi być wcześniej niż zamknięcie.
set-pause-known = Powody
set-pause-hint = Wyłączonego powodu nie można już wybrać; w raportach zostaje. Co najmniej jeden musi zostać.
set-pause-offered = do wyboru
set-pause-not-offered = wyłączony
set-pause-off = Wyłącz
set-pause-on = Włącz
set-pause-new = Nowy powód
set-pause-name = Nazwa ({ $tongue })
set-pause-add = Dodaj
set-pause-names = Podaj nazwę we wszystkich trzech językach.
set-pause-already = Taki powód już jest.
set-pause-last = Nic nie zmieniono: co najmniej jeden powód musi zostać.
