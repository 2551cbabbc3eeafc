-- The file of a document may have to be erased: then nothing of the person stays here, neither the words, nor the seal, nor the PDF. The paper keeps
-- its own seal in its QR, and the register still knows its code, its dates and whether it was revoked.
alter table documents.document add column efface_le timestamptz;
alter table documents.document add constraint document_efface check ((efface_le is null) = (cose <> ''::bytea) and (efface_le is null or champs = '{}'));

-- The running role may not change a document: through this it may only empty one, once.
create function documents.effacer(quel uuid, le timestamptz) returns void language sql security definer set search_path = '' as
$$ update documents.document set champs = '{}', cose = ''::bytea, efface_le = le where id = quel and efface_le is null $$;
revoke all on function documents.effacer(uuid, timestamptz) from public;
