# Кімнати керівників зміни.
board-link = Табло
board-rooms = Кімнати керівників зміни
board-title = Лінія зараз
board-title-wall = Табло лінії
report-title = Звіти
set-title-agents = Консультанти
set-title-hours = Години роботи лінії
set-title-pauses = Причини перерв
set-title-walls = Екрани на стіні

# Як лінія обслуговує людей.
board-service = Рівень обслуговування
board-service-help = Відповіли протягом 20 секунд, з усіх, кому відповіли або хто відмовився після понад 5 секунд. Ціль: 80%.
board-today = Сьогодні
board-lately = Останні 30 хвилин
board-abandoned = Відмовилися
board-handle = Час на одну людину
board-answer = Очікування відповіді
board-offered = { $count ->
    [one] { $count } дзвінок
    [few] { $count } дзвінки
   *[many] { $count } дзвінків
}
board-nothing-yet = Ще ніхто не дзвонив
board-on-target = Ціль досягнуто
board-below-target = Нижче цілі { $target }%
board-percent = { $value }%
board-none = немає
board-dash = –

# Хто чекає.
board-waiting = Чекають
board-waiting-kind = На що
board-waiting-count = Скільки
board-waiting-longest = Найдовше
board-waiting-call = Телефон
board-waiting-kiosk-call = Розмова з кіоску
board-waiting-callback = Зворотний дзвінок
board-waiting-voicemail = Повідомлення
board-waiting-help = Допомога біля кіоску
board-waiting-ticket = Талон у пункті
board-news-waiting = { $count ->
    [0] Ніхто не чекає
    [one] Чекає { $count } особа
    [few] Чекають { $count } особи
   *[many] Чекає { $count } осіб
}

# Хто працює.
board-agents = Консультанти
board-agents-state = Стан
board-agents-count = Скільки
board-agents-longest = Найдовше
board-person = Особа
board-since = З
board-talk = Розмова
board-recorded = записується
board-no-one-here = Нікого немає на роботі.
board-part = Вхід
board-part-listen = Слухати
board-part-coach = Підказувати
board-part-barge = Увійти
board-part-leave = Вийти
board-part-me-listen = Ви слухаєте
board-part-me-coach = Ви підказуєте
board-part-me-barge = Ви в розмові
board-part-other-listen = Слухає: { $name }
board-part-other-coach = Підказує: { $name }
board-part-other-barge = У розмові: { $name }
board-part-hint = Консультант одразу бачить, що ви в розмові та як саме, і каже про це співрозмовнику. Кожен вхід записується.
board-no-phone = Ваш телефон має бути ввімкнений у цьому браузері. Дозвольте мікрофон угорі й спробуйте ще раз.
board-part-not-kiosk = Розмова з кіоску йде прямо між браузерами: ніхто не може до неї приєднатися.

# Кіоски.
board-kiosks = Кіоски
board-kiosks-working = Працює { $working } з { $all }
board-kiosk-ok = працює
board-kiosk-silent = мовчить
board-kiosk-seen = останній знак { $at }
board-kiosk-never = ще не озвався
board-kiosks-none = Не зареєстровано жодного кіоску.

# Як працює лінія.
board-mode = Лінія
board-mode-open = Працює до { $at }
board-mode-always = Працює цілодобово
board-mode-closed = Не працює. Відкриття: { $on }, { $at }
board-mode-closed-long = Не працює
board-mode-outage = Аварія з { $at }
board-mode-drill = Навчання до { $at }
board-budget-near = Бюджет дзвінків: { $calls } із { $most } за добу.
board-budget-used = Бюджет дзвінків вичерпано: { $calls } із { $most } за добу. Зворотні дзвінки чекають на своїх місцях; наступний від { $at }. Термінові виконуються.

# Екран на стіні.
wall-read-only = Цей екран лише показує. Без персональних даних.
wall-until = Показується до { $at }
wall-seen = Станом на { $at }
wall-lost = Немає зв’язку: це числа станом на { $at }.
wall-end = Вимкнути
wall-open-title = Перетворити цей браузер на екран на стіні
wall-open-hint = Тут ви виходите із системи, і цей браузер відтоді показує лише табло, щонайдовше { $hours } годин. Екран можна вимкнути з будь-якого робочого місця. Без клавіатури ніхто нічого на ньому не зробить.
wall-open-name = Де висить
wall-open = Перетворити на екран
wall-open-back = Назад до списку екранів
wall-list-title = Увімкнені екрани
wall-list-none = Жоден екран не ввімкнено.
wall-list-where = Де
wall-list-who = Хто ввімкнув
wall-list-since = Увімкнено з
wall-list-until = Згасне щонайпізніше
wall-list-end = Вимкнути
wall-ended = Екран вимкнено.
wall-no-name = Напишіть, де висить екран.

# У чужій розмові: що бачить консультант, що каже співрозмовнику і що бачить той, хто приєднався.
phone-part-listen = Слухає розмову: { $name }
phone-part-coach = Підказує: { $name }
phone-part-barge = У розмові: { $name }
phone-part-me-listen = Ви слухаєте розмову: { $name }
phone-part-me-coach = Ви підказуєте: { $name }
phone-part-me-barge = Ви в розмові: { $name }
phone-part-say = Скажіть:
say-supervised-listen = Нашу розмову слухає керівник зміни.
say-supervised-coach = Нашу розмову слухає керівник зміни та може мені підказувати.
say-supervised-barge = До розмови приєднується керівник зміни.

# Звіти.
report-from = Від дня
report-to = До дня
report-by = У розподілі на
report-by-quarter = Чверті години
report-by-hour = Години
report-by-day = Дні
report-by-queue = Черги
report-by-matter = Справи
report-by-language = Мови
report-who = Хто чекав
report-who-line = На лінії (телефон і кіоск)
report-who-callbacks = На зворотний дзвінок
report-who-help = На допомогу біля кіоску
report-who-tickets = З талоном у пункті
report-who-messages = Після залишеного повідомлення
report-show = Показати
report-csv = Файл CSV
report-empty = У ці дні ніхто не чекав.
report-wrong-days = Вкажіть два дні, перший не пізніший за другий. Показано сьогоднішній.
report-too-long = Звіт охоплює щонайбільше 92 дні. Показано останні з них.
report-too-long-clock = Звіт за годинами або чвертями охоплює щонайбільше 31 день. Показано останні з них.
report-unnamed = Справу не названо
report-all = Разом
report-chart-outcomes = Що сталося з тими, хто чекав
report-chart-shares = Рівень обслуговування
report-chart-table = Ті самі числа є в таблиці нижче.
report-chart-target = ціль: 80%
report-part-in-time = відповіли до 20 с
report-part-later = відповіли пізніше
report-part-gave-up = відмовилися
report-part-otherwise = обслужені інакше
report-table = Усі числа
report-column-group = Група
report-column-offered = Чекали
report-column-answered = Відповіли
report-column-in-time = До 20 с
report-column-service = Рівень обслуговування
report-column-abandoned = Відмовилися
report-column-abandonment = Частка відмов
report-column-short = Помилкові
report-column-otherwise = Інакше
report-column-asa = Очікування (ASA)
report-column-aht = Час на особу (AHT)
report-column-fcr = Дотримані домовленості (FCR)
report-column-misrouting = Скеровані не туди
report-column-estimate = Точність прогнозу
report-as-of = Станом на { $on }, { $at }.
report-how = Як ми рахуємо
report-how-service = Відповіли протягом 20 секунд, з тих, кому відповіли, і тих, хто відмовився після понад 5 секунд. Має значення мить, коли хтось почав чекати.
report-how-abandonment = Ті, хто відмовився після понад 5 секунд, з них і з тих, кому відповіли.
report-how-short = Поклали слухавку протягом 5 секунд. Не входять до жодної частки.
report-how-otherwise = Попросили передзвонити, залишили повідомлення або пішли до пункту: їхній час не змарновано.
report-how-asa = Середній час очікування тих, кому відповіли, у хвилинах і секундах.
report-how-aht = Середній час розмови й нотатки після неї, із завершених.
report-how-fcr = З розмов, у яких усе, що обіцяли ми та установи, уже підсумовано: ті, у яких дотримано всього.
report-how-misrouting = Зі скерувань, на які установа відповіла: ті, що повернулися. Черги й мови скерування ми не знаємо, тому в цих розподілах стоїть риска.
report-how-estimate = Частка тих, хто чекав стільки, скільки ми сказали; нижче середня помилка поза названим проміжком.
report-how-source = Усе рахуємо з журналу станів у мить відкриття звіту; нічого не записано наперед. Ті самі числа можна обчислити знову скриптом tests/recompute_report.py.

# Налаштування.
set-save = Зберегти
set-said-agent-saved = Збережено. Наступний дзвінок розподілять уже по-новому.
set-said-hours-saved = Оголошено. Відтепер так відповідають телефонне меню й кіоски.
set-said-hours-gone = Оголошені години скасовано.
set-said-pause-saved = Причини перерв збережено.
set-agents-hint = Мови й галузі визначають, кому дзвонить телефон. Роль, пароль і доступ змінюють на сторінці облікового запису. Кожна зміна записується.
set-role-agent = консультант
set-role-clerk = працівник пункту
set-role-supervisor = керівник зміни
set-agent-languages = Мови
set-agent-skills = Галузі
set-agent-account = Обліковий запис
set-agent-is-off = обліковий запис вимкнено
set-agent-gone = Цієї особи немає в списку.
set-agent-no-language = Позначте принаймні одну мову.
set-hours-usual = Звичайні години
set-hours-usual-hint = У свята лінія не працює.
set-hours-not-confirmed = Місто ще не підтвердило ці години.
set-hours-announced = Оголошено
set-hours-none = Нічого не оголошено: діють звичайні години.
set-hours-when = Коли
set-hours-days = Дні тижня
set-hours-hours = Години
set-hours-every-day = щодня
set-hours-until-further = до скасування
set-hours-holidays-too = також у свята
set-hours-closed = Лінія не працює
set-hours-withdraw = Скасувати
set-hours-order = Якщо кілька оголошень говорять про той самий день, діє останнє з них.
set-hours-new = Оголосити інші години
set-hours-from = Від дня
set-hours-to = До дня
set-hours-to-hint = Один день: впишіть двічі той самий. Порожньо: до скасування.
set-hours-open-at = Лінія працює
set-hours-opens = Від години
set-hours-closes = До години
set-hours-on-holidays = Стосується також святкових днів
set-hours-announce = Оголосити
set-hours-no-day = Позначте принаймні один день тижня.
set-hours-dates = Перевірте дні: перший не раніше сьогодні, останній не раніше першого, і серед них має бути хоча б один із позначених днів тижня.
set-hours-times = Перевірте години: відкриття має бути раніше за закриття.
set-pause-known = Причини
set-pause-hint = Вимкнену причину вже не можна вибрати; у звітах вона залишається. Принаймні одна має залишитися.
set-pause-offered = на вибір
set-pause-not-offered = вимкнено
set-pause-off = Вимкнути
set-pause-on = Увімкнути
set-pause-new = Нова причина
set-pause-name = Назва ({ $tongue })
set-pause-add = Додати
set-pause-names = Укажіть назву всіма трьома мовами.
set-pause-already = Така причина вже є.
set-pause-last = Нічого не змінено: принаймні одна причина має залишитися.
