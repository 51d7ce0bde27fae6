# Plain Polish, only where it differs from Polish.
language-about = krótkie i łatwe zdania
home-title = Jak możemy Ci pomóc?
door-check = Sprawdź, jaka pomoc jest dla Ciebie
door-check-about = Zadamy Ci kilka pytań
door-find = Poszukaj pomocy
door-where-about = Adresy i telefony
look-reach = Gdzie mają być przyciski?
reach-low = Nisko
why-sensitive = Nie musisz odpowiadać.
take-lead = Dostaniesz numer i hasło. Podasz je w urzędzie. Wtedy nie musisz mówić wszystkiego od nowa.
take-private = Na kartce nie ma Twojego nazwiska. Twoje odpowiedzi zobaczy tylko ktoś, komu podasz numer i hasło. Po 3 dniach odpowiedzi znikają.
slip-valid = Ważne 3 dni.
slip-how = Zadzwoń albo idź do urzędu. Najpierw podaj numer. Potem powiedz hasło.
sheet-may-apply = Zawsze możesz złożyć wniosek. Urząd odpowie Ci na piśmie. Jeśli się nie zgadzasz, możesz się odwołać.
reading-slip-lead = Ten ekran nie otworzy tej kartki. Może ją otworzyć tylko pracownik miasta.
reading-card-kind = Wiemy, jaka to karta. Nie sprawdzamy, czyja jest.

# counting an income together
count-with-me = Policz ze mną
count-title = Policzmy razem
count-left-out = Tego nie liczymy:
count-so-far = Do tej pory
count-nothing = Jeszcze nic tu nie ma.
count-sum = Razem na miesiąc: { $money }
count-done = To już wszystko: { $money } na miesiąc
count-drop = Usuń: { $what }, { $money }
count-add = Dodaj pieniądze
count-kind = Skąd masz te pieniądze?
count-month = Z którego miesiąca?
count-amount = Ile dostajesz do ręki?
count-add-this = Dodaj
count-year = cały rok { $year }
count-choose-kind = Wybierz, skąd masz te pieniądze.

# talking through the screen
call-door-about = Możesz porozmawiać z człowiekiem. Mówisz do ekranu. Nie potrzebujesz telefonu.
call-lead = Usłyszysz konsultanta. On usłyszy Ciebie. Nie będziecie się widzieć.
call-free = Nic nie płacisz.
call-overheard = Inni ludzie mogą Was słyszeć.
call-may-wait = Może trzeba będzie poczekać.
call-not-recorded = Nikt nie nagrywa rozmowy.
call-sees-answers = Twoje odpowiedzi. Tylko jeśli się zgodzisz.
call-share-yes = Tak, pokaż
call-share-no = Nie pokazuj
call-trouble-away = Teraz nie możemy Cię połączyć. Zadzwoń z telefonu. Możesz też dać znać, że tu jesteś.
call-trouble-closed = Teraz nikt nie odbiera. Zobacz numery telefonów. Możesz też dać znać, że tu jesteś.
call-trouble-nobody = Teraz nikt nie może odebrać. Zadzwoń z telefonu. Możesz też dać znać, że tu jesteś.
call-mic-refused = Ten ekran nie może Cię usłyszeć. Wybierz inny sposób.
call-mic-missing = Ten ekran nie może Cię usłyszeć. Wybierz inny sposób.
call-away = Połączenie jest słabe. Próbujemy dalej. Jeśli nic nie słyszysz, rozłącz się i zadzwoń z telefonu.
call-held = Poczekaj chwilę. Nie rozłączaj się.

# what was agreed with the line, under its code
agreed-way = Mam kod z rozmowy
agreed-code-title = Wpisz kod
agreed-code-lead = Zobaczysz, o czym rozmawialiśmy. Kto co zrobi. Gdzie. Do kiedy.
agreed-code-hint = Kod ma osiem znaków. Na przykład K7-42-MR-93.
agreed-none-about = Kod mówi konsultant na końcu rozmowy. Kod może też być w SMS-ie. Nie masz kodu? Zadzwoń do nas.
agreed-why-unfit = To nie jest cały kod. Kod ma osiem znaków. Sprawdź i popraw.
agreed-why-unknown = Nie znamy tego kodu. Sprawdź każdy znak. Możesz też do nas zadzwonić.
agreed-why-expired = Ten kod już nie działa. Działał 14 dni. Zadzwoń do nas.
agreed-why-too-many-tries = To za dużo prób. Poczekaj 15 minut. Możesz też do nas zadzwonić.
agreed-why-away = Teraz nie możemy tego sprawdzić. Twój kod dalej działa. Spróbuj za chwilę. Możesz też do nas zadzwonić.
agreed-foot = To nie jest decyzja urzędu. Gdy skończysz, to zniknie z ekranu.
agreed-disguised = Na kartce nie będzie napisane, o jaką sprawę chodzi. Drukuj tylko, gdy kartka jest dla Ciebie bezpieczna.
