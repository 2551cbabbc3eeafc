import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { mayPasser } from '../../acte/acte.ts'
import { lockActe, updateActe } from '../../acte/acte.queries.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { journalDe } from '../../acte/porte.ts'
import { departementDe, lecteurDe, nomActeur } from '../../lecteur.ts'
import { listControleurs } from '../controleurs.queries.ts'
import { file } from '../pages/file.tsx'

/** Acts given at once, at most. */
const LOT_AU_PLUS = 50

/** Gives acts of a département to one of its controllers. */
export const affecter = action({
  nom: 'legalite.affecter',
  path: '/legalite/controle/affecter',
  may: permission('legalite.affecter'),
  titre: 'Confier des actes',
  page: file,
  input: z.object({ acte: z.union([z.uuid(), z.array(z.uuid())], 'Cochez au moins un acte'), agent: z.uuid('Choisissez à qui confier ces actes') }),
  run: async (e) => {
    const { tx, maintenant } = e
    const ids = [...new Set([e.input.acte].flat())].toSorted()
    if (ids.length > LOT_AU_PLUS) throw new Refus(`Confiez ${LOT_AU_PLUS} actes au plus à la fois`)
    const confies = []
    for (const id of ids) {
      const acte = await lockActe(tx, id, lecteurDe(e))
      if (!e.portee.contient(acte.commune) || !mayPasser(acte, 'controler')) continue
      const controleur = (await listControleurs(tx, e.maison, [acte.commune], jourLocal(maintenant))).find((c) => c.id === e.input.agent)
      if (!controleur) throw new Saisie({ agent: 'Cette personne ne contrôle pas les actes de ce département' })
      const parNom = nomActeur(e.acteur, departementDe(e.maison.territoires, acte.commune))
      await updateActe(tx, acte.id, { affecteA: controleur.id, affecteNom: controleur.nom, affecteLe: maintenant }, maintenant)
      await insertEvenement(tx, { acteId: acte.id, genre: 'affecte', le: maintenant, par: cleActeur(e.acteur), parNom, texte: `à ${controleur.nom}`, interne: true })
      confies.push({ acte, nom: controleur.nom })
    }
    if (confies.length === 0) throw new Refus('Aucun de ces actes n’est encore à contrôler')
    return { vers: '/legalite/controle', message: confies.length > 1 ? `${confies.length} actes sont confiés à ${confies[0]!.nom}.` : `L’acte ${confies[0]!.acte.numero} est confié à ${confies[0]!.nom}.`, journal: confies.map(({ acte }) => journalDe(acte)) }
  },
})
