# Ends a job at the printer itself, for when the spooler cannot or is slow to: ipptoolfile(5).
{
	NAME "cancel"
	OPERATION Cancel-Job
	GROUP operation-attributes-tag
	ATTR charset attributes-charset utf-8
	ATTR language attributes-natural-language en
	ATTR uri printer-uri $uri
	ATTR integer job-id $job-id
	ATTR name requesting-user-name $user
}
