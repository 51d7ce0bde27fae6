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
board-no-one-here = Нікого немає на роботі.
board-part = Приєднатися
board-part-listen = Слухати
board-part-coach = Підказувати
board-part-barge = Увійти в розмову
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
board-mode-closed = Не працює, відкриття { $on } о { $at }
board-mode-closed-long = Не працює
board-mode-outage = Аварія з { $at }
board-mode-drill = Навчання до { $at }

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
