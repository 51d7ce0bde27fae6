# Why somebody is served before somebody else: one sentence each.
queue-why-danger = Ця людина може бути в небезпеці.
queue-why-urgent = Ця людина обрала термінову допомогу.
queue-why-crisis = У словах цієї людини є ознака кризи.
queue-why-quiet = Ця людина не може вільно говорити.
queue-why-child = Телефонує дитина.
queue-why-no-roof-tonight = Цій людині сьогодні ніде ночувати.
queue-why-kiosk-help = Хтось біля кіоска попросив допомоги на місці.
queue-why-agent-lost = Розмову перервано з нашого боку.
queue-why-waiting-very-long = Ця людина чекає вже дуже довго.
queue-why-transferred = Хтось із нас уже розмовляв із цією людиною і передав розмову далі.
queue-why-callback-promised = Ми пообіцяли цій людині передзвонити.
queue-why-at-kiosk = Ця людина стоїть біля кіоска і не має де сісти.
queue-why-appointment = Ця людина записана на цю годину.
queue-why-waiting-long = Ця людина чекає довше за інших.
queue-why-confused = Меню в телефоні не допомогло цій людині.
queue-why-has-slip = Ця людина має номер із кіоска.
queue-why-asked = Ця людина одразу попросила про розмову.

# What an agent is doing.
queue-activity-offline = Поза лінією
queue-activity-ready = Чекає на розмову
queue-activity-ringing = Дзвонить телефон
queue-activity-talking = Розмовляє
queue-activity-holding = Розмову призупинено
queue-activity-wrap-up = Записує домовленості
queue-activity-pause = Перерва
queue-activity-desk = Робота за столом

# Why they do it: chosen by a person, or found out by us.
queue-pause-break = Коротка перерва
queue-pause-meal = Обід
queue-pause-meeting = Нарада
queue-pause-training = Навчання
queue-pause-after-hard-call = Після важкої розмови
queue-pause-technical = Технічна проблема
queue-pause-other = Інша причина
queue-pause-did-not-answer = Дзвінок залишився без відповіді
queue-offline-phone-gone = Телефон у браузері зник
queue-offline-signed-out = Вихід із системи

# Why an agent does not take an offer.
queue-decline-known-person = Я знаю цю людину
queue-decline-technical = Технічна проблема
queue-decline-after-hard-call = Мені потрібна хвилина після важкої розмови
queue-decline-other = Інша причина

# What cannot be done now, and what to do instead.
queue-refused-not-from-here = Спершу завершіть розмову та запишіть домовленості.
queue-refused-no-phone = Телефон у браузері не відповідає. Оновіть сторінку та дозвольте доступ до мікрофона.
queue-refused-no-reason = Виберіть причину перерви.
queue-still-writing = Ви ще записуєте домовленості? Можете писати далі, ніхто вас не квапить.

# What an agent should know about this match.
queue-match-skill-relaxed = Ця справа поза вашою спеціалізацією: людина вже надто довго чекала на фахівця.
queue-match-skill-absent = Ця справа поза вашою спеціалізацією: ніхто з присутніх на ній не спеціалізується.
queue-match-colleague-away = Ця людина просила про когось, хто зараз не може підійти.
queue-disposition-unrecorded = Без запису

# The skills beside the languages.
queue-skill-pjm = Польська жестова мова
queue-skill-information = Загальна інформація
queue-skill-city-cards = Міські картки
queue-skill-city-flats = Міське житло
queue-skill-disability-certificates = Довідки про інвалідність
queue-skill-family-benefits = Виплати для сімей
queue-skill-foreigners = Справи іноземців
queue-skill-labor = Робота й безробіття
queue-skill-nurseries = Ясла
queue-skill-school-aid = Шкільна допомога
queue-skill-social-work = Соціальна робота

# The wait to expect.
queue-wait-unknown = Зараз не можемо сказати, скільки це триватиме.
queue-wait-now = Хтось відповість протягом хвилини.
queue-wait-range = Від { $low } до { $high } хв
