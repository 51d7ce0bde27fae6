"""The catalog in the words of open standards: HSDS, CPSV-AP, DCAT-AP, schema.org, CSV."""
