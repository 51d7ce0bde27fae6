# Телефон над кожною сторінкою, сторінка розмови, передавання, списки. Чернетка перекладу.
phone-title = Телефон
phone-be-ready = Готовність
phone-away = Перерва
phone-no-such-thing = Такої кнопки немає. Оновіть сторінку.
phone-decline-why = Чому не зараз?
phone-news-offer = Вам телефонують.
phone-news-wrap = Розмову закінчено. Запишіть, чим вона закінчилася.
phone-nobody = Ніхто не телефонує. Ви почуєте сигнал.
phone-not-ready = До вас не дзвонимо, доки ви не повідомите про готовність.
phone-off-line = Ви поза лінією. Повідомте про готовність, коли телефон з’єднано.
phone-rings-call = Дзвонить телефон
phone-rings-kiosk-call = Дзвонить кіоск
phone-rings-callback = Час передзвонити
phone-rings-help = Прохання про допомогу
phone-rings-ticket = Талон
phone-rings-voicemail = Голосове повідомлення
phone-urgent = Терміново
phone-quiet = Не може говорити
phone-waited = Чекає
phone-answer = Відповісти
phone-decline = Не зараз
phone-asked = Просить вас до розмови: { $name }
phone-call-menu = У меню
phone-call-waiting = У черзі
phone-call-dialing = Набираю
phone-call-connecting = З’єдную
phone-call-talking = Розмова
phone-call-held = На утриманні
phone-call-message = Залишає повідомлення
phone-call-ended = Закінчено
phone-wrap = Записати
phone-write-up = Записати розмову
phone-outside = Зовнішній номер
phone-ringing-there = ще дзвонить
phone-nobody-hears = Звук не йде в обидва боки. Скажіть «алло», перевірте мікрофон і навушники або оновіть сторінку: розмова триває.
phone-sound-good = Звук іде в обидва боки
phone-meter-me = Ваш мікрофон
phone-meter-them = Співрозмовник
phone-hold = Утримати
phone-resume = Повернутися
phone-mute = Вимкнути мікрофон
phone-unmute = Увімкнути мікрофон
phone-pass-on = Передати
phone-hang-up = Покласти слухавку
phone-mic-asked = Телефону потрібен мікрофон.
phone-mic-denied = Браузер не дозволяє мікрофон.
phone-mic-missing = Мікрофона не знайдено.
phone-mic-open = Дозволити мікрофон
phone-guest = Розмова з: { $name }
phone-guest-leave = Вийти з розмови
phone-line-none = Телефон не з’єднано
phone-line-registered = Телефон з’єднано
phone-line-connecting = З’єдную телефон…
phone-line-error = Телефон втратив зв’язок.
phone-line-help = Натисніть замок біля адреси сторінки, дозвольте мікрофон і оновіть сторінку. Перевірте, чи під’єднано навушники.
phone-line-elsewhere = Телефон працює в іншій вкладці браузера.
phone-line-again = З’єднати знову
phone-ring-aloud = Дзвонити вголос

calls-refused-gone = Цієї розмови вже немає: співрозмовник поклав слухавку або відповів хтось інший.
calls-refused-not-yours = Цю розмову веде хтось інший.
calls-refused-not-now = Зараз цього не можна зробити. Зачекайте, доки розмова з’єднається.
calls-refused-cannot = З розмовою з кіоску так не можна: вона йде через браузер і має лише дві сторони. Її не можна слухати, і третій до неї не приєднається.
calls-refused-bad-number = Це не номер телефону. Введіть дев’ять цифр.
calls-refused-no-number = Ми не знаємо номера цієї людини.
calls-refused-not-ready = Ця людина зараз не може відповісти. Оберіть іншу.
calls-refused-not-allowed = У вас немає на це права.
calls-refused-no-telephone = Лінія зараз не має телефонного оператора.
calls-refused-over-budget = Денну кількість наших дзвінків вичерпано. Ніхто не втратив місця: передзвонимо, щойно знову буде можна.
calls-refused-choose = Позначте, чим закінчилася розмова.

call-title = Розмова
call-title-over = Розмову закінчено
call-kiosk = Кіоск
call-hidden-number = Прихований номер
call-recorded = Записується
call-brief-from = Передає { $name }
call-begin-title = З чого почати
say-ask-slip = Чи маєте ви картку з кіоску? Прочитайте, будь ласка, вісім цифр і слово під ними. Чи можна мені побачити ваші відповіді з кіоску?
call-no-slip-title = Без картки
call-no-slip-hint = Ті самі запитання, що в кіоску. Відповіді зникнуть, коли ви закриєте справу, найпізніше за три дні.
call-no-slip-go = Почати запитання
call-find = Шукати в каталозі
call-matter-begun = Справу відкрито. Перше запитання чекає.
call-slip-opened = Справу з картки відкрито поруч із розмовою.
call-same-person = Підтверджено: це та сама людина.
call-wrapped = Розмову записано.
call-passed-on = Розмова повернулася до черги, на своє місце.
call-handed-over = Розмову перейняла обрана особа.

call-agreement = Домовленості
call-agreement-open = Відкрити домовленості
call-slip-keyed = Номер, набраний у меню
call-cards = Картки: самогубство, насильство, кривда дитини

caller-title = Хто телефонує
caller-first-time = З цього номера ще не телефонували.
caller-unknown = Ми не знаємо номера. Запитайте, чи ця людина вже зверталася до нас.
caller-maybe = { $times ->
    [one] З цього номера вже телефонували { $times } раз, востаннє о { $at }. Можливо, це та сама людина.
    [few] З цього номера вже телефонували { $times } рази, востаннє о { $at }. Можливо, це та сама людина.
   *[many] З цього номера вже телефонували { $times } разів, востаннє о { $at }. Можливо, це та сама людина.
}
caller-same = Це та сама людина
say-same-person = Ми вже розмовляли в цій справі?

history-talk = Розмова
history-missed = Пропущений дзвінок
history-matter-open = Справа відкрита
history-matter-closed = Справа закрита
history-matter-expired = Строк справи минув
history-agreement = Домовленості, { $count ->
    [0] усе виконано
    [one] { $count } чекає
    [few] { $count } чекають
   *[many] { $count } чекають
}
history-referral-open = Скерування чекає на відповідь
history-referral-accepted = Скерування прийнято
history-referral-sent-back = Скерування повернуто
history-message-in = SMS від цієї людини
history-message-out = SMS від нас

quiet-title = Не може говорити: запитуйте так, щоб вистачило натискати
quiet-ask-by-key = Попросити відповісти клавішею
quiet-ask-hint = Спочатку поставте запитання. Людина почує: Так: один. Ні: два. Після відповіді, щонайпізніше за кілька секунд, вона повернеться до розмови.
quiet-none = Ще нічого не натиснуто.
quiet-just-now = зараз
quiet-yes = Так (1)
quiet-no = Ні (2)
say-quiet-ask = Вам не треба говорити. На мої запитання натискайте: 1 означає так, 2 означає ні.

keypad-title = Клавіатура телефону
keypad-hint = Цифри чує другий бік, наприклад меню установи.

note-title = Нотатка і завершення
note-label = Нотатка
note-kept = Зберігається сама. Переживе оновлення сторінки.
note-writing = Ви пишете…
note-saved = Збережено о { $at }
note-failed = Ще не збережено на сервері. Нотатка в цій вкладці, пробую далі.
note-none = Без нотатки.
wrap-about = Чого стосувалася
wrap-about-nothing = Не обрано
wrap-close-matter = Справу теж закінчено: знищити відповіді
wrap-finish = Зберегти і завершити
wrap-later = Завершите, коли покладете слухавку. Нотатку можна писати вже зараз.
disposition-other = Вирішено

pass-title = Передати розмову
pass-back = Назад до розмови
pass-choose = Оберіть, кому передати.
pass-brief-missing = Напишіть одним реченням, про що йдеться: це залишиться, якщо розмова обірветься.
pass-colleagues = Комусь із нас
pass-no-colleagues = Зараз на лінії більше нікого немає.
pass-agencies = До установи
pass-number = Інший номер
pass-line = Назад до черги
pass-line-hint = Співрозмовник зберігає місце і чекає на того, хто знає тему або мову.
pass-language = Хтось, хто говорить: { $spoken }
pass-kiosk-outside = Розмова з кіоску не з’єднується з номером телефону. Назвіть цей номер співрозмовнику або поверніть розмову до черги.
pass-kiosk-hand-over = У розмові з кіоску не можна спершу поговорити з кимось із нас. Натомість напишіть, про що йдеться, і передайте одразу: обрана особа прочитає це, перш ніж перейме розмову. Ви лишаєтеся зі співрозмовником, доки її не переймуть; на рішення є 20 секунд.
pass-brief = Про що йдеться
pass-brief-hint = Це прочитає той, хто відповість. Без зайвих особистих даних.
pass-warm = Спершу поговорю
pass-warm-hint = «Спершу поговорю»: співрозмовник чекає, ви пояснюєте, потім з’єднуєте. «Одразу»: ви лишаєтеся, доки хтось не відповість.
pass-cold = Передати одразу
pass-add = Додати до розмови
pass-stage-ringing = Дзвоню до обраної особи
pass-stage-there = З’єднано
pass-stage-nobody = Ніхто не відповів
pass-stage-theirs = Розмову перейняла обрана особа.
pass-stage-over = Розмова закінчилася.
pass-nobody-now = Розмова й далі у вас. Якщо співрозмовник чекає з музикою, поверніться до нього.
pass-theirs-now = Вам більше нічого робити не треба.
pass-again = Вибрати когось іншого
pass-warm-now = Співрозмовник чекає з музикою. Поясніть і з’єднайте їх.
pass-cold-now = Коли хтось відповість, ви вийдете з розмови.
pass-complete = З’єднати і вийти
pass-cancel = Назад до співрозмовника

calls-link = Розмови
calls-lists = Списки розмов
calls-title-recent = Мої розмови
calls-title-missed = Пропущені
calls-title-callbacks = Передзвонити
calls-title-voicemails = Голосові повідомлення
calls-none-recent = У вас ще немає розмов.
calls-none-missed = Ніхто не чекає після пропущеного дзвінка.
calls-none-callbacks = Ніхто не чекає на дзвінок від нас.
calls-none-voicemails = Повідомлень немає.
calls-pick-all = Позначити всі
calls-when = Коли
calls-who = Хто
calls-about = Про що
calls-more = Далі
calls-no-subject = невідомо
calls-look = Переглянути
callbacks-next = Подзвонити наступній людині
callbacks-not-before = Не раніше ніж { $at }
callbacks-not-before-day = Не раніше ніж { $on }, { $at }
missed-call-back = Передзвонимо позначеним
missed-put-aside = Відкласти позначені
missed-done = Відкладено.
missed-promised = Позначені люди тепер чекають на дзвінок.
missed-none-chosen = Нічого не позначено.
voicemail-sound = Повідомлення, { $seconds } с
voicemail-settle = Вирішено, видалити
voicemail-call-back = Передзвонити
voicemail-promised = Ця особа тепер чекає на дзвінок.
voicemail-heard = Прослухано
voicemail-coming = Запис надходить, зазвичай це кілька секунд.
voicemail-lost = Запис не вдалося отримати. Якщо видно номер, можна передзвонити.
voicemail-done = Повідомлення видалено.
voicemail-no-transcript = Повідомлення не перетворюються на текст. Після вирішення звук зникає назавжди.

glance-title = Лінія
glance-waiting = { $count ->
    [0] Ніхто не чекає на розмову.
    [one] { $count } людина чекає на розмову.
    [few] { $count } людини чекають на розмову.
   *[many] { $count } людей чекають на розмову.
}
glance-callbacks = Передзвонити
glance-missed = Пропущені
glance-voicemails = Повідомлення
glance-unwritten = Мої незаписані

keys-answer = Відповісти
keys-decline = Не зараз: причини
keys-ready = Готовність
keys-away = Перерва: причини
keys-call = Сторінка розмови
keys-hold = Утримати або повернутися
keys-mute = Вимкнути або ввімкнути мікрофон
keys-pass = Передати розмову
keys-hang-up = Покласти слухавку
keys-note = Нотатка, а під час передавання: про що йдеться
keys-keypad = Клавіатура телефону
keys-calls = Списки розмов
keys-same = Це та сама людина
