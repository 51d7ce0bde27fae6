# What a driver asks an IPP printer, in the words of ipptoolfile(5): how it is, and what it printed.
{
	NAME "printer"
	OPERATION Get-Printer-Attributes
	GROUP operation-attributes-tag
	ATTR charset attributes-charset utf-8
	ATTR language attributes-natural-language en
	ATTR uri printer-uri $uri
	ATTR keyword requested-attributes printer-state,printer-state-reasons,printer-is-accepting-jobs,printer-up-time
}
{
	NAME "jobs"
	OPERATION Get-Jobs
	GROUP operation-attributes-tag
	ATTR charset attributes-charset utf-8
	ATTR language attributes-natural-language en
	ATTR uri printer-uri $uri
	ATTR keyword which-jobs all
	ATTR keyword requested-attributes job-id,job-name,job-state,job-impressions-completed
}
