import { z } from 'zod'
import { Saisie } from '../../../../lib/erreurs.ts'
import { estVide, lireJour } from '../../../../kernel/formulaires/jour.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action } from '../../../../kernel/module.ts'
import { findMemeTexte, updateActe } from '../../acte/acte.queries.ts'
import { joindreFichiers, PAPIERS, preparerPapiers } from '../../acte/joindre.ts'
import { journalDe } from '../../acte/porte.ts'
import { nomActeur } from '../../lecteur.ts'
import { indexer } from '../../piece/piece.queries.ts'
import { lireArchive, versSaisie } from '../archive.ts'
import type { Archive } from '../archive.ts'
import { cleNumero, insertArchives, listPris } from '../archive.queries.ts'
import { lireFichier } from '../fichier.ts'
import { importer as pageImporter, Rapport } from '../pages/importer.tsx'
import type { LigneRefusee } from '../pages/importer.tsx'
import { nouveau } from '../pages/nouveau.tsx'
import { lireListes, mayVerser } from '../porte.ts'

const texte = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')

/** Files one act of the old regime, with its text when it is at hand. */
export const verserArchive = action({
  nom: 'legalite.verser-archive',
  path: '/legalite/archives/nouveau',
  may: mayVerser,
  titre: 'Verser un acte aux archives',
  page: nouveau,
  fichiers: { ...PAPIERS, nombre: 1 },
  input: z.looseObject({ commune: texte(4), nature: texte(30), matiere: texte(10), objet: texte(500), numero: texte(15), issue: texte(30), decision: texte(200) }),
  preparer: preparerPapiers,
  run: async (e) => {
    const { tx, input, maintenant } = e
    const listes = await lireListes({ ...e, db: tx })
    const date = estVide(input, 'dateActe') ? undefined : lireJour(input, 'dateActe', maintenant)
    const lu = lireArchive({ ...input, commune: listes.communes.length === 1 ? listes.communes[0]! : input.commune, dateActe: date && 'jour' in date ? date.jour : '' }, listes)
    if ('fautes' in lu) {
      // What is wrong with a date that was written says more than « Écrivez la date ».
      const { dateActe, ...autres } = lu.fautes
      throw new Saisie({ ...autres, ...(date && 'erreurs' in date ? date.erreurs : dateActe ? { dateActe } : {}) })
    }
    const { archive } = lu
    if ((await listPris(tx, [archive])).size > 0) throw new Saisie({ numero: 'Ce numéro est déjà celui d’un acte de cette commune : vérifiez qu’il n’est pas déjà versé' })
    const principal = e.prepare.find((p) => p.fichier.champ === 'principal')
    const deja = principal ? await findMemeTexte(tx, archive.commune, principal.fichier.sha256, '00000000-0000-0000-0000-000000000000') : undefined
    if (deja) throw new Saisie({ principal: 'Ce texte est déjà celui d’un acte de cette commune : vérifiez qu’il n’est pas déjà versé' })
    const par = cleActeur(e.acteur)
    const [id] = await insertArchives(tx, [archive], { par, parNom: nomActeur(e.acteur, archive.commune), texte: input.decision, maintenant })
    if (principal) {
      await joindreFichiers(tx, id!, [principal], { input, par, maintenant })
      await updateActe(tx, id!, { empreinte: principal.fichier.sha256 }, maintenant)
    }
    await indexer(tx, id!)
    return { vers: `/legalite/actes/${id}`, message: 'L’acte est versé aux archives.', journal: journalDe({ id: id!, commune: archive.commune }, { issue: archive.issue }) }
  },
})

/** Files what a table holds: the good lines are written together, the others are given back with what to correct. */
export const importerArchives = action({
  nom: 'legalite.importer-archives',
  path: '/legalite/archives/importer',
  may: mayVerser,
  titre: 'Verser plusieurs actes aux archives',
  page: pageImporter,
  fichiers: { nombre: 1, octets: 4_000_000, donnees: true },
  input: z.looseObject({}),
  idempotent: false,
  preparer: async ({ fichiers, maison }) => {
    const [fichier] = fichiers
    if (!fichier) throw new Saisie({ fichier: 'Choisissez le fichier CSV' })
    const lu = lireFichier(await maison.depot.lire(fichier.sha256))
    if ('phrase' in lu) throw new Saisie({ fichier: lu.phrase })
    return lu.lignes
  },
  run: async (e) => {
    const { tx, maintenant, prepare: lignes } = e
    const listes = await lireListes({ ...e, db: tx })
    const jugees = lignes.map((l) => ({ l, lu: lireArchive(versSaisie(l, listes, listes.noms), listes) }))
    const bonnes = jugees.flatMap(({ l, lu }) => ('archive' in lu ? [{ l, archive: lu.archive }] : []))
    const pris = await listPris(tx, bonnes.map((b) => b.archive))
    const refusees: LigneRefusee[] = jugees.flatMap(({ l, lu }) => ('fautes' in lu ? [{ ligne: l.ligne, numero: l.numero, phrases: Object.entries(lu.fautes).map(([champ, phrase]) => `${champ === 'dateActe' ? 'date' : champ} : ${phrase}`) }] : []))
    const gardees: Archive[] = []
    for (const { l, archive } of bonnes) {
      if (archive.numero !== null && pris.has(cleNumero(archive))) refusees.push({ ligne: l.ligne, numero: l.numero, phrases: ['Ce numéro est déjà celui d’un acte de cette commune'] })
      else {
        gardees.push(archive)
        if (archive.numero !== null) pris.add(cleNumero(archive))
      }
    }
    refusees.sort((a, b) => a.ligne - b.ligne)
    if (gardees.length > 0) {
      const ids = await insertArchives(tx, gardees, { par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, gardees[0]!.commune), texte: '', maintenant })
      for (const id of ids) await indexer(tx, id)
    }
    return {
      vers: '/legalite/actes?etat=archive',
      montrer: { titre: 'Actes versés', vue: (vue) => Rapport({ vue, versees: gardees.length, refusees }), donnees: { versees: gardees.length, refusees: refusees.map((r) => ({ ...r })) } },
      journal: { objet: 'archives:import', territoire: gardees[0]?.commune ?? null, detail: { versees: gardees.length, refusees: refusees.length } },
    }
  },
})
