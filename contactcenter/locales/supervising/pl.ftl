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
board-no-one-here = Nikogo nie ma w pracy.
board-part = Dołącz
board-part-listen = Słuchaj
board-part-coach = Podpowiadaj
board-part-barge = Wejdź do rozmowy
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
board-mode-closed = Nieczynna, otwarcie { $on } o { $at }
board-mode-closed-long = Nieczynna
board-mode-outage = Awaria od { $at }
board-mode-drill = Ćwiczenie do { $at }

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
