# The desk
desk-title = Віконце
desk-link = Віконце
desk-seat-title = За яке місце ви сідаєте?
desk-seat-hint = Відтепер номери викликаєте до цього місця, а телефон у вас не дзвонить.
desk-counter = місце { $counter }
desk-no-points = Жоден пункт ще не має робочих місць.
desk-ways = Інші сторінки віконця
desk-board-link = Екран зали очікування
desk-choose = Виберіть місце зі списку.
desk-seated = Місце ваше.
desk-risen = Місце вільне.
desk-now = Біля віконця
desk-free = Нікого немає. Викличте наступну особу.
desk-next = Викликати наступний номер
desk-nobody = Ніхто не чекає, принаймні ніхто, чиєю мовою ви розмовляєте.
desk-busy = Спочатку завершіть розмову, яку маєте.
desk-gone = Цей номер уже в когось іншого або завершений.
desk-called = Викликано. Номер на екрані.
desk-calls = викликано разів: { $count }
desk-came = у черзі з { $at }
desk-recall = Викликати ще раз
desk-recalled = Викликано ще раз.
desk-no-show = Ніхто не підійшов
desk-no-show-noted = Записано, що ніхто не підійшов. Номер можна повернути.
desk-finish-title = Чим закінчилося?
desk-end-helped = Вирішено
desk-end-sent-on = Скеровано далі
desk-end-booked = Призначено візит
desk-end-took-papers = Видано роздруківки
desk-end-gave-up = Особа відмовилася
desk-choose-end = Виберіть, чим закінчилося.
desk-finished = Записано.
desk-slip-title = Папірець із кіоска
desk-slip-hint = Відскануйте код з папірця або введіть його вісім цифр. Справа відкриється там, де закінчилася.
desk-print = Друкувати
desk-give-title = Талон і призначені візити
desk-code = Код візиту
desk-arrive = Є, видати талон
desk-code-unknown = На сьогодні немає візиту з таким кодом.
desk-code-other-day = Цей візит іншого дня.
desk-arrived = Талон видано.
desk-expected = Записані на сьогодні
desk-choose-language = Виберіть мову.
desk-waiting = Чекають
desk-waiting-count = { $count ->
    [0] Ніхто не чекає.
    [one] Чекає { $count } особа.
    [few] Чекають { $count } особи.
   *[other] Чекають { $count } осіб.
 }
desk-since = з { $at }
desk-by-appointment = призначений візит
desk-has-number = залишено телефон
desk-call-this = Викликати
desk-more = Більше
desk-number = Телефон особи, яка не може чекати
desk-number-safe = запитано: на цей номер можна безпечно дзвонити
desk-number-now = Передзвонимо замість очікування
desk-number-later = Передзвонимо, якщо не встигнемо
desk-number-needs = Введіть правильний номер і запитайте, чи можна на нього безпечно дзвонити.
desk-number-kept = Номер записано.
desk-callback-made = Передзвонимо. Місце в черзі зберігається.
desk-print-ticket = Надрукувати талон
desk-went-home = Пішла додому
desk-left = Записано.
desk-missed = Викликані, які не підійшли
desk-called-at = викликано о { $at }
desk-back = Уже тут
desk-back-done = Номер повернуто в чергу.
desk-over-title = Кінець роботи
desk-rise = Встаю з місця
desk-end-day = Закрити пункт на сьогодні
desk-policy-callback = Особам, які залишили телефон, передзвонимо після відкриття. Решту номерів закриємо з причиною «пункт зачинено».
desk-policy-close = Усі номери закриємо з причиною «пункт зачинено».
desk-end-sure-tick = так, сьогодні більше нікого не обслужать
desk-end-sure = Позначте, що сьогодні більше нікого не обслужать.
desk-day-ended = День закрито. Ніхто вже не чекає.
desk-back-to = Повернутися до віконця
desk-sheet-title = Роздруківка для особи біля віконця
desk-sheet-what = Що надрукувати
desk-sheet-choose = Показати вибране
desk-sheet-nothing = Ще немає що друкувати: спочатку дайте відповідь на кілька запитань.
desk-sheet-agreed = Домовленості
desk-paper-title = Що можна вирішити і де
desk-paper-confirm = потребує підтвердження в установі
desk-paper-papers = Візьміть із собою:
desk-paper-way = Дорога
desk-paper-call-first = Спочатку зателефонуйте.
desk-paper-foot = Це не рішення. Заяву можна подати завжди, а установа мусить відповісти письмово.
ticket-print-title = Талон
ticket-number = Номер
ticket-ahead = { $count ->
    [0] Перед вами немає нікого.
    [one] Перед вами: { $count } особа.
    [few] Перед вами: { $count } особи.
   *[other] Перед вами: { $count } осіб.
 }
ticket-watch = Дивіться на екран: він покаже номер і місце.
ticket-day = { $day }, { $at }
desk-taken = Це місце зайняте. Виберіть інше.
desk-taken-by = місце { $counter }: { $name }
desk-no-slip = Без папірця
desk-begin = Почати запитання
desk-give-new = Видати номерок. Мова розмови:

# The waiting room's screen
hall-title = Викликані номери
hall-sound = Увімкнути звук
hall-lost = Немає зв’язку з { $at }. Номери на екрані можуть бути неактуальні: слухайте працівника.
hall-number = Numer · Номер · Number
hall-counter = Stanowisko · Вікно · Desk
hall-nobody = Nikogo teraz nie wzywamy · Зараз нікого не викликають · Nobody is being called now
hall-waiting = Czeka: { $count } · Чекають: { $count } · Waiting: { $count }
hall-spoken = Номер { $letter } { $number }, вікно { $counter }.

# Appointments
appointments-title = Призначені візити
appointments-point = Пункт
appointments-day = День
appointments-look = Показати
appointments-free = Вільні години: { $day }
appointments-language = Мова розмови
appointments-hour = Година
appointments-places = { $count ->
    [0] місць немає
    [one] { $count } місце
    [few] { $count } місця
   *[other] { $count } місць
 }
appointments-none = Цього дня вже немає вільних годин.
appointments-booked = Записані
appointments-nobody = Ніхто не записаний.
appointments-show = Показати
appointments-back = Інші години
appointment-title = Призначений візит
appointment-when = { $day }, { $at }
appointment-code = Код візиту. Назвіть його на місці або введіть у кіоску:
appointment-bring = Прізвище називати не потрібно. Запізнення до 15 хвилин не завадить.
appointment-cancel = Скасувати візит
appointment-canceled = Скасовано. Місце вільне.
appointment-gone = Цей візит уже не можна скасувати.
appointment-choose = Виберіть годину і мову.
appointment-full = Хтось щойно зайняв останнє місце. Виберіть іншу годину.
appointment-no-slot = Ця година вже минула або пункт тоді не приймає.
appointment-too-far = Так далеко наперед не записуємо.
appointment-booked = призначено
appointment-arrived = на місці
appointment-missed = не прийшла
