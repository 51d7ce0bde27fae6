"""The catalog in other people's words: HSDS, CPSV-AP, DCAT-AP, schema.org and CSV."""
