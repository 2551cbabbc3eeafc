-- What opens a file (a tracking code) leaves with the message and does not stay readable in the outbox.
alter table notifications.message add column a_masquer text;
