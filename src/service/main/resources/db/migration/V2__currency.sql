-- Of all money of a run. A fingerprint that matches no folder has each run read again.

alter table run add column currency varchar(5);
update run set fingerprint = '';
