-- Codes and links are forgotten each night: few rows among millions.
create index message_secret on notifications.message (cree_le) where secret;
