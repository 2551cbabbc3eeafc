/** Forms: definitions kept as data, conditions, answers read from a page, their summary and their view. No table of its own. */
// Periods count working days: on a server the calendar is that of content/.
import '../calendrier/charger.ts'

export { estFichier, estQuestion, fichiersAuPlus, findChamp, findEtape } from './champ.ts'
export { schemaDefinition, TYPES_CHAMP } from './definition.ts'
export type { Bloc, Champ, ChampDe, Definition, Etape, Option, Question, TypeChamp } from './definition.ts'
/** CATALOGUE: type -> { titre, aide, famille, exemple }, for a screen that designs forms. */
export { CATALOGUE, FAMILLES } from './catalogue.ts'
export type { Famille, Fiche } from './catalogue.ts'
export { elementsDe, fichiersDe, reponseDe, territoireDe } from './reponse.ts'
export type { AdresseRepondue, DateSue, FichierJoint, LieuRepondu, ParcelleRepondue, PersonneRepondue, PointRepondu, Reponse, Reponses } from './reponse.ts'
/** parcelleDe, periodeDe, pointDe, certificatDe, dossierDe (reponse): the answer of that type, undefined for anything else. */
export { parcelleDe } from './types/parcelle.ts'
export { periodeDe } from './types/periode.ts'
export { pointDe } from './types/point.ts'
export { dossierDe } from './types/dossier.ts'
/** lireDefinition(source: unknown): Definition — throws one Error listing every fault; empreinteDefinition(def): string (SHA-256, hex). */
export { empreinteDefinition, lireDefinition, phraseZod } from './lire-definition.ts'
/** joindreContenus(source, lire): the source with the tables and pictures of the procedure's folder in it, for `lireDefinition`; lireCsv(octets): columns and rows; TYPES_IMAGE: kinds of pictures by extension. */
export { joindreContenus, lireCsv, TYPES_IMAGE } from './contenus.ts'
export { FICHIER_IMAGE } from './schemas.ts'
/** etapesVisibles(def, reponses): Etape[]; champsVisibles(def, etape, reponses): Champ[]; epurer(def, reponses): Reponses (hidden answers dropped, computed ones set). */
export { champsVisibles, epurer, etapesVisibles, evaluer } from './visible.ts'
/** champsPourCel(def): Record<code, CEL type>; verifierExpression(def, expression, attendu?): fault | undefined; evaluer(def, expression, reponses): value, undefined when it cannot be told. */
export { champsPourCel, verifierExpression } from './cel.ts'
export { jugeDePortee } from './jamais.ts'
/** lireSaisie(def, etape, saisie, contexte): { reponses, erreurs, saisie }; tapeDe(etape, saisie): the text alone, not judged. */
export { lireSaisie, tapeDe } from './lire-saisie.ts'
export type { CertificatConnu, ContexteSaisie, DossierConnu, Lieux, SaisieLue, Trouveurs } from './contexte.ts'
/** certificatsCites(etape, saisie): the codes to look up before the step is read. */
export { certificatDe, certificatsCites } from './types/certificat.ts'
/** versSaisie(etape, reponses, territoires): the flat form values that `lireSaisie` reads back. */
export { versSaisie } from './vers-saisie.ts'
/** gestesBloc(etape, saisie): { geste?, saisie } — what the page shows again, without validating. */
export { gestesBloc } from './geste.ts'
export type { Geste } from './geste.ts'
/** retirerFichier(reponses, reference): Reponses without that file; referencesDe(reponses): every file kept in the answers. */
export { referencesDe, retirerFichier } from './fichier.ts'
/** manques(def, reponses, contexte): { etape, titre, champ, phrase }[]. */
export { manques } from './manque.ts'
/** findArret(def, reponses): the stop that these answers meet, `bloque` when nothing can be filed. */
export { findArret } from './arret.ts'
export type { ArretAtteint } from './arret.ts'
export type { Manque } from './manque.ts'
/** resumer(def, reponses, territoires): { etape, titre, lignes }[]; texteReponse(champ, reponse, territoires): one answer in words. */
export { resumer, texteReponse, textesDesBlocs } from './resumer.ts'
export type { EtapeResumee, LigneResumee } from './resumer.ts'
/** compatibles(ancienne, nouvelle, reponses): { reponses, revoir }. */
export { compatibles } from './compatible.ts'
export type { ARevoir } from './compatible.ts'
/** preremplir(def, reponses, sources, contexte): answers completed where a `prefill` has a good value. */
export { preremplir, preremplirChamps } from './preremplir.ts'
/** <ChampsEtape vue def etape reponses territoires fichiers? /> */
export { ChampsEtape } from './vue.tsx'
export type { ChampsEtapeProps, LienFichier } from './vue.tsx'
