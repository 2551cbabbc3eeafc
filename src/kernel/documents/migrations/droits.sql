-- An issued document, its revocation and its key are facts: the running role adds them, and can never change or erase one.
revoke update, delete on documents.document, documents.revocation from iroko_exec;
revoke delete on documents.cle from iroko_exec;
-- Emptying a document is not reading.
revoke execute on function documents.effacer(uuid, timestamptz) from iroko_lit;
