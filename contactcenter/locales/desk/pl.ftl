# The desk
desk-title = Okienko
desk-link = Okienko
desk-seat-title = Przy którym stanowisku siadasz?
desk-seat-hint = Od tej chwili numery wzywasz do tego stanowiska, a telefon u Ciebie nie dzwoni.
desk-counter = stanowisko { $counter }
desk-no-points = Żaden punkt nie ma jeszcze stanowisk.
desk-ways = Inne strony okienka
desk-board-link = Ekran poczekalni
desk-choose = Wybierz stanowisko z listy.
desk-seated = Stanowisko jest Twoje.
desk-risen = Stanowisko jest wolne.
desk-now = Przy stanowisku
desk-free = Nikogo nie ma. Wezwij następną osobę.
desk-next = Wezwij następny numer
desk-nobody = Nikt nie czeka, a przynajmniej nikt, z kim mówisz tym samym językiem.
desk-busy = Najpierw zakończ rozmowę, którą masz.
desk-gone = Ten numer jest już u kogoś innego albo jest po wszystkim.
desk-called = Wezwano. Numer jest na ekranie.
desk-calls = wezwano razy: { $count }
desk-came = w kolejce od { $at }
desk-recall = Wezwij ponownie
desk-recalled = Wezwano ponownie.
desk-no-show = Nikt nie podszedł
desk-no-show-noted = Zapisano, że nikt nie podszedł. Numer można przywrócić.
desk-finish-title = Jak się skończyło?
desk-end-helped = Załatwione
desk-end-sent-on = Skierowano dalej
desk-end-booked = Umówiono wizytę
desk-end-took-papers = Wydano wydruki
desk-end-gave-up = Osoba zrezygnowała
desk-choose-end = Wybierz, jak się skończyło.
desk-finished = Zapisano.
desk-slip-title = Karteczka z kioskomatu
desk-slip-hint = Zeskanuj kod z karteczki albo wpisz jej osiem cyfr. Sprawa otwiera się tam, gdzie się skończyła.
desk-print = Drukuj
desk-give-title = Numerek i umówione wizyty
desk-code = Kod wizyty
desk-arrive = Jest, wydaj numerek
desk-code-unknown = Na dziś nie ma wizyty z takim kodem.
desk-code-other-day = Ta wizyta jest innego dnia.
desk-arrived = Wydano numerek.
desk-expected = Umówieni na dziś
desk-choose-language = Wybierz język.
desk-waiting = Czekają
desk-waiting-count = { $count ->
    [0] Nikt nie czeka.
    [one] Czeka { $count } osoba.
    [few] Czekają { $count } osoby.
   *[other] Czeka { $count } osób.
 }
desk-since = od { $at }
desk-by-appointment = umówiona wizyta
desk-has-number = zostawiono telefon
desk-call-this = Wezwij
desk-more = Więcej
desk-number = Telefon osoby, która nie może czekać
desk-number-safe = zapytano: pod ten numer można bezpiecznie dzwonić
desk-number-now = Oddzwonimy zamiast czekania
desk-number-later = Oddzwonimy, jeśli nie zdążymy
desk-number-needs = Wpisz poprawny numer i zapytaj, czy można pod niego bezpiecznie dzwonić.
desk-number-kept = Zapisano numer.
desk-callback-made = Oddzwonimy. Miejsce w kolejce zostaje.
desk-print-ticket = Wydrukuj numerek
desk-went-home = Poszła do domu
desk-left = Zapisano.
desk-missed = Wezwani, którzy nie podeszli
desk-called-at = wezwano o { $at }
desk-back = Już jest
desk-back-done = Numer wrócił do kolejki.
desk-over-title = Koniec pracy
desk-rise = Wstaję od stanowiska
desk-end-day = Zamknij punkt na dziś
desk-policy-callback = Do osób, które zostawiły telefon, oddzwonimy po otwarciu. Pozostałe numery zamkniemy z powodem „punkt zamknięty”.
desk-policy-close = Wszystkie numery zamkniemy z powodem „punkt zamknięty”.
desk-end-sure-tick = tak, nikt więcej nie będzie dziś obsłużony
desk-end-sure = Zaznacz, że nikt więcej nie będzie dziś obsłużony.
desk-day-ended = Dzień zamknięty. Nikt już nie czeka.
desk-back-to = Wróć do okienka
desk-sheet-title = Wydruk dla osoby przy okienku
desk-sheet-what = Co wydrukować
desk-sheet-choose = Pokaż wybrane
desk-sheet-nothing = Nie ma jeszcze czego wydrukować: odpowiedz najpierw na kilka pytań.
desk-sheet-agreed = Ustalenia
desk-paper-title = Co można załatwić i gdzie
desk-paper-confirm = do potwierdzenia w urzędzie
desk-paper-papers = Zabierz ze sobą:
desk-paper-way = Droga
desk-paper-call-first = Najpierw zadzwoń.
desk-paper-foot = To nie jest decyzja. Wniosek można złożyć zawsze, a urząd musi odpowiedzieć na piśmie.
ticket-print-title = Numerek
ticket-number = Numer
ticket-ahead = { $count ->
    [0] Przed Tobą nie ma nikogo.
    [one] Przed Tobą: { $count } osoba.
    [few] Przed Tobą: { $count } osoby.
   *[other] Przed Tobą: { $count } osób.
 }
ticket-watch = Patrz na ekran: pokaże numer i stanowisko.
ticket-day = { $day }, { $at }
desk-taken = To stanowisko jest zajęte. Wybierz inne.
desk-taken-by = stanowisko { $counter }: { $name }
desk-no-slip = Bez karteczki
desk-begin = Zacznij pytania
desk-give-new = Wydaj numerek. Język rozmowy:

# The waiting room's screen
hall-title = Wezwane numery
hall-sound = Włącz dźwięk
hall-lost = Brak połączenia od { $at }. Numery na ekranie mogą być nieaktualne: słuchaj pracownika.
hall-number = Numer · Номер · Number
hall-counter = Stanowisko · Вікно · Desk
hall-nobody = Nikogo teraz nie wzywamy · Зараз нікого не викликають · Nobody is being called now
hall-waiting = Czeka: { $count } · Чекають: { $count } · Waiting: { $count }
hall-spoken = Numer { $letter } { $number }, stanowisko { $counter }.

# Appointments
appointments-title = Umówione wizyty
appointments-point = Punkt
appointments-day = Dzień
appointments-look = Pokaż
appointments-free = Wolne godziny: { $day }
appointments-language = Język rozmowy
appointments-hour = Godzina
appointments-places = { $count ->
    [0] brak miejsc
    [one] { $count } miejsce
    [few] { $count } miejsca
   *[other] { $count } miejsc
 }
appointments-none = Tego dnia nie ma już wolnych godzin.
appointments-booked = Umówieni
appointments-nobody = Nikt nie jest umówiony.
appointments-show = Pokaż
appointments-back = Inne godziny
appointment-title = Umówiona wizyta
appointment-when = { $day }, godz. { $at }
appointment-code = Kod wizyty. Podaj go na miejscu albo wpisz w kioskomacie:
appointment-bring = Nie trzeba podawać nazwiska. Spóźnienie do 15 minut nie przeszkadza.
appointment-cancel = Odwołaj wizytę
appointment-canceled = Odwołano. Miejsce jest wolne.
appointment-gone = Tej wizyty nie można już odwołać.
appointment-choose = Wybierz godzinę i język.
appointment-full = Ktoś właśnie zajął ostatnie miejsce. Wybierz inną godzinę.
appointment-no-slot = Ta godzina już minęła albo punkt wtedy nie przyjmuje.
appointment-too-far = Tak daleko naprzód nie umawiamy.
appointment-booked = umówiono
appointment-arrived = jest na miejscu
appointment-missed = nie przyszła
