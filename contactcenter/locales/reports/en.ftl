report-still = of them still waiting: { $count }
report-no-referrals = Mis-routing shows a dash here: a referral remembers no queue and no language, and belongs to the waits on the line alone. Ask by quarter of an hour, hour, day or matter to see it.
report-spreadsheet = File for a spreadsheet
