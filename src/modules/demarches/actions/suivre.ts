import { z } from 'zod'
import { nommerAppareil } from '../../../lib/appareil.ts'
import { Saisie } from '../../../lib/erreurs.ts'
import { action, citoyen, ouvert } from '../../../kernel/module.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import { insertConsultations } from '../../../kernel/identite/consultation.queries.ts'
import { compterEchec, exigerTentative } from '../../../kernel/identite/tentative.ts'
import { findParSuivi, listOuverts, updateTitulaire } from '../dossier.queries.ts'
import { suivre as pageSuivre } from '../pages/suivre.tsx'
import { cleDossier, empreinteSuivi, lireCodeSuivi } from '../suivi.ts'
import { donnerCle } from './commencer.ts'

/** Opens a file, or a draft, with its tracking code. */
export const suivre = action({
  nom: 'demarches.suivre',
  path: '/suivre',
  may: ouvert,
  titre: 'Suivre un dossier',
  page: pageSuivre,
  limite: 20,
  idempotent: false,
  horsJournal: true,
  input: z.object({ code: z.string().max(100).default(''), suite: z.string().max(500).default('') }),
  preparer: async ({ input, db, maison, maintenant, ip }) => {
    const code = lireCodeSuivi(input.code)
    if (!code) throw new Saisie({ code: 'Écrivez les dix signes du code, par exemple 7K2M9-4QX3H' })
    await exigerTentative(maison.base, `suivi:${ip}`, maintenant)
    const dossier = await findParSuivi(db, empreinteSuivi(maison.cle('suivi'), code))
    if (dossier) return dossier
    await compterEchec(maison.base, `suivi:${ip}`, maintenant)
    throw new Saisie({ code: 'Aucun dossier n’a ce code. Vérifiez chaque signe sur le récépissé' })
  },
  run: async (e) => {
    const dossier = e.prepare
    const accueil = dossier.etat === 'brouillon' ? `/brouillons/${dossier.id}` : `/suivi/${dossier.id}`
    // Back to the page of this same file where a session ended, and nowhere else.
    const vers = e.input.suite.startsWith(`${accueil}/`) && /^[\w/?=&-]+$/.test(e.input.suite) ? e.input.suite : accueil
    if (e.acteur.genre === 'agent') throw new Saisie({ code: 'Vous êtes connecté comme agent. Cherchez le dossier par son numéro dans « Dossiers »' })
    const session = await donnerCle(e, cleDossier(dossier))
    if (dossier.etat !== 'brouillon') await insertConsultations(e.tx, [`dossier:${dossier.id}`], { acteur: 'visiteur', fonction: `Avec le code de suivi, ${nommerAppareil(e.appareil)}`, le: e.maintenant })
    return { vers, ...(session ? { session } : {}) }
  },
})

/** Gives a citizen's account the files without account that this device has opened, or that were filed with his proved phone or address. */
export const rattacher = action({
  nom: 'demarches.rattacher',
  path: '/mes-demarches/rattacher',
  may: citoyen,
  titre: 'Rattacher à mon compte',
  input: z.object({}),
  run: async ({ tx, acteur }) => {
    const ids = (await listOuverts(tx, clesDe(acteur))).map((dossier) => dossier.id)
    if (acteur.genre === 'citoyen') for (const id of ids) await updateTitulaire(tx, id, `citoyen:${acteur.id}`)
    return { vers: '/mes-demarches', message: 'Vos demandes sont dans votre compte.', journal: ids.map((id) => ({ objet: `dossier:${id}` })) }
  },
})
