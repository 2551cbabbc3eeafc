import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { action } from '../../../kernel/module.ts'
import { findEnVigueur } from '../../demarches/index.ts'
import { estBrut } from '../brut.ts'
import type { Brut } from '../brut.ts'
import { lireDossierZip } from '../dossier-zip.ts'
import { nommer } from '../nommer.ts'
import { nouveau } from '../pages/liste.tsx'
import { auteurDe, mayConcevoir, parId } from '../porte.ts'
import { debuter, exigerOuvert } from '../projet.ts'
import { closeProjet, findOuvert, getProjet, insertProjet, lockProjet } from '../queries.ts'
import type { Auteur } from '../queries.ts'
import { lireYaml } from '../saisie.ts'

const codeDe = z.string().regex(/^[a-z0-9-]{3,60}$/)

async function ouvrir(tx: Tx, p: { code: string; titre: string; base: number | null; contenu: Brut; modele: string }, auteur: Auteur): Promise<string> {
  const id = uuidv7(auteur.maintenant.getTime())
  await insertProjet(tx, { id, ...p }, auteur)
  return id
}

/** Begins a procedure that does not exist yet. */
export const creer = action({
  nom: 'conception.creer',
  path: '/conception/nouveau',
  may: mayConcevoir,
  titre: 'Nouvelle démarche',
  page: nouveau,
  input: z.object({ titre: z.string().trim().min(3, 'Écrivez le titre de la démarche').max(80, 'Écrivez 80 signes au plus') }),
  run: async ({ tx, input, acteur, maintenant }) => {
    const code = nommer(input.titre, 60).replaceAll('_', '-')
    if ((await findEnVigueur(tx, code)) || (await findOuvert(tx, code))) throw new Saisie({ titre: 'Une démarche s’appelle déjà ainsi : ouvrez-la, ou donnez un autre titre' })
    const prefixe = code.split('-').map((mot) => mot[0]!.toUpperCase()).join('').slice(0, 3).padEnd(2, 'X')
    const id = await ouvrir(tx, { code, titre: input.titre, base: null, contenu: debuter(input.titre, code, prefixe), modele: '' }, auteurDe(acteur, maintenant))
    return { vers: `/conception/${id}`, message: 'La démarche est commencée. Personne ne la voit avant sa publication.', journal: { objet: `projet:${id}`, detail: { code } } }
  },
})

/** Opens the published procedure to be revised; two persons revise the same project. */
export const reviser = action({
  nom: 'conception.reviser',
  path: '/conception/demarches/:code/reviser',
  may: mayConcevoir,
  titre: 'Réviser une démarche',
  params: z.object({ code: codeDe }),
  input: z.object({}),
  run: async ({ tx, params: { code }, acteur, maintenant }) => {
    const deja = await findOuvert(tx, code)
    if (deja) return { vers: `/conception/${deja.id}` }
    const publiee = await findEnVigueur(tx, code)
    if (!publiee) throw new Refus('Cette démarche n’est plus en vigueur')
    const { version, modele, ...contenu } = publiee
    const id = await ouvrir(tx, { code, titre: publiee.titre, base: version, contenu: contenu as unknown as Brut, modele }, auteurDe(acteur, maintenant))
    return { vers: `/conception/${id}`, message: `La révision de la version ${version} est ouverte. Les dossiers en cours ne changent pas.`, journal: { objet: `projet:${id}`, detail: { code, base: version } } }
  },
})

/** Makes another procedure from this project. */
export const copier = action({
  nom: 'conception.copier',
  path: '/conception/:id/copier',
  may: mayConcevoir,
  titre: 'Copier',
  params: parId,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant }) => {
    const projet = await getProjet(tx, params.id)
    return copierEn(tx, projet, params.id, auteurDe(acteur, maintenant))
  },
})

/** The same from a published procedure, which no revision needs to be opened for. */
export const copierPubliee = action({
  nom: 'conception.copier-publiee',
  path: '/conception/demarches/:code/copier',
  may: mayConcevoir,
  titre: 'Copier une démarche publiée',
  params: z.object({ code: codeDe }),
  input: z.object({}),
  run: async ({ tx, params: { code }, acteur, maintenant }) => {
    const publiee = await findEnVigueur(tx, code)
    if (!publiee) throw new Refus('Cette démarche n’est plus en vigueur')
    const { version, modele, ...contenu } = publiee
    return copierEn(tx, { code, titre: publiee.titre, contenu: contenu as unknown as Brut, modele }, `${code} version ${version}`, auteurDe(acteur, maintenant))
  },
})

/** Titles and short names as the engine bounds them; the copy says that it is one. */
const TITRE_AU_PLUS = 80
const CODE_AU_PLUS = 60

async function copierEn(tx: Tx, source: { code: string; titre: string; contenu: Brut; modele: string }, copieDe: string, auteur: Auteur) {
  const nommerCopie = (n: number) => ((suite) => `${source.code.slice(0, CODE_AU_PLUS - suite.length)}${suite}`)(n === 1 ? '-copie' : `-copie-${n}`)
  let n = 1
  while ((await findOuvert(tx, nommerCopie(n))) || (await findEnVigueur(tx, nommerCopie(n)))) n++
  const code = nommerCopie(n)
  const suite = ' (copie)'
  const titre = `${source.titre.slice(0, TITRE_AU_PLUS - suite.length)}${suite}`
  const id = await ouvrir(tx, { code, titre, base: null, contenu: { ...source.contenu, code, titre }, modele: source.modele }, auteur)
  return { vers: `/conception/${id}`, message: 'Voici la copie. Changez son titre et son nom court dans « Présentation ».', journal: { objet: `projet:${id}`, detail: { code, copieDe } } }
}

/** Gives a project up. What was published stays. */
export const abandonner = action({
  nom: 'conception.abandonner',
  path: '/conception/:id/abandonner',
  may: mayConcevoir,
  titre: 'Abandonner ce projet',
  params: parId,
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    const projet = await lockProjet(tx, params.id)
    exigerOuvert(projet)
    await closeProjet(tx, projet.id, 'abandonne', maintenant)
    return { vers: '/conception', message: `Le projet « ${projet.titre} » est abandonné.`, journal: { objet: `projet:${projet.id}`, detail: { code: projet.code } } }
  },
})

/** Bytes of the archive of a procedure, as it is sent. */
const ZIP_AU_PLUS = 4 * 1_048_576

/** Opens a project from what was read elsewhere; `champ` is where a fault is shown. */
async function ouvrirImporte(tx: Tx, { contenu, modele }: { contenu: Brut; modele: string }, champ: string, auteur: Auteur) {
  const code = codeDe.safeParse(contenu.code)
  if (!code.success) throw new Saisie({ [champ]: 'Cette définition n’a pas de nom court (code), en minuscules, par exemple certificat-de-vie' })
  if (await findOuvert(tx, code.data)) throw new Saisie({ [champ]: `Un projet « ${code.data} » est déjà ouvert : publiez-le ou abandonnez-le d’abord` })
  const publiee = await findEnVigueur(tx, code.data)
  const id = await ouvrir(tx, { code: code.data, titre: typeof contenu.titre === 'string' ? contenu.titre : code.data, base: publiee?.version ?? null, contenu, modele }, auteur)
  return { vers: `/conception/${id}`, message: 'La démarche est importée. Relisez-la, puis publiez-la.', journal: { objet: `projet:${id}`, detail: { code: code.data } } }
}

/** Reads the ZIP of a folder of content/demarches/, as the export gives it: definition, template, tables, pictures. */
export const importerDossier = action({
  nom: 'conception.importer-dossier',
  path: '/conception/importer-dossier',
  may: mayConcevoir,
  titre: 'Importer le dossier d’une démarche',
  page: nouveau,
  limite: 20,
  input: z.object({}),
  fichiers: { nombre: 1, octets: ZIP_AU_PLUS, archive: true },
  preparer: async ({ fichiers, maison }) => {
    const [fichier] = fichiers
    if (!fichier) throw new Saisie({ dossier: 'Choisissez l’archive de la démarche' })
    try {
      return lireDossierZip(await maison.depot.lire(fichier.sha256))
    } catch (erreur) {
      throw new Saisie({ dossier: (erreur as Error).message })
    }
  },
  run: ({ tx, prepare, acteur, maintenant }) => ouvrirImporte(tx, prepare, 'dossier', auteurDe(acteur, maintenant)),
})

/** Reads the texts of a folder of content/demarches/: `demarche.yaml`, and `document.typ` where there is a paper. */
export const importer = action({
  nom: 'conception.importer',
  path: '/conception/importer',
  may: mayConcevoir,
  titre: 'Importer une démarche',
  page: nouveau,
  input: z.object({ definition: z.string().trim().min(1, 'Collez le texte de demarche.yaml'), modele: z.string().default('') }),
  run: ({ tx, input: { definition, modele }, acteur, maintenant }) => ouvrirImporte(tx, { contenu: lireDefinition(definition), modele }, 'definition', auteurDe(acteur, maintenant)),
})

function lireDefinition(texte: string): Brut {
  const { valeur, erreurs } = lireYaml(texte, 'definition')
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  if (!estBrut(valeur)) throw new Saisie({ definition: 'Ce texte n’est pas une définition : il commence par exemple par « code: certificat-de-vie »' })
  return valeur
}
