"""What agencies owe: referrals and promises with deadlines, their inbox, their month in figures."""
