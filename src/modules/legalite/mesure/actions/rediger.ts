import { z } from 'zod'
import { Saisie } from '../../../../lib/erreurs.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { exigerVersion } from '../../../../ui/index.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { journalDe } from '../../acte/porte.ts'
import { departementDe, nomActeur } from '../../lecteur.ts'
import { exigerMesure, MESURES } from '../mesure.ts'
import { updateMesure } from '../mesure.queries.ts'
import { lettre } from '../pages/lettre.tsx'
import { parMesure, prendreMesure, sujetMesure } from '../porte.ts'

/** Saves a letter that nobody has signed; with `_soumettre`, puts it in front of whoever signs. */
export const rediger = action({
  nom: 'legalite.rediger-lettre',
  path: '/legalite/mesures/:id/rediger',
  may: permission('legalite.controler'),
  titre: 'Écrire une lettre',
  params: parMesure,
  sujet: sujetMesure,
  page: lettre,
  input: z.object({ texte: z.string().trim().min(20, 'Écrivez la lettre').max(12_000, 'Dites-le en 12 000 signes au plus'), motif: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default(''), _revision: z.string().max(20).optional(), _soumettre: z.string().optional() }),
  run: async (e) => {
    const { mesure, acte } = await prendreMesure(e, 'legalite.controler')
    exigerMesure(mesure, 'modifier')
    await exigerVersion(e.input._revision, String(mesure.revision), () => 'Un collègue a changé cette lettre pendant que vous l’écriviez. Relisez la sienne dans un autre onglet, puis enregistrez de nouveau')
    const { texte, motif } = e.input
    if (e.input._soumettre && mesure.genre !== 'observations' && motif === '') throw new Saisie({ motif: mesure.genre === 'demande-pieces' ? 'Écrivez le motif : sans lui, la demande n’arrête pas le délai' : 'Écrivez le motif' })
    await updateMesure(e.tx, mesure.id, { texte, motif, ...(e.input._soumettre ? { etat: 'soumise', soumisLe: e.maintenant, renvoi: '' } : {}) })
    return { vers: `/legalite/mesures/${mesure.id}`, message: e.input._soumettre ? 'La lettre attend sa signature.' : 'La lettre est enregistrée.', journal: journalDe(acte, { mesure: mesure.genre }) }
  },
})

/** Whoever signs sends the letter back to be written again. */
export const renvoyer = action({
  nom: 'legalite.renvoyer-lettre',
  path: '/legalite/mesures/:id/renvoyer',
  may: permission('legalite.decider'),
  titre: 'Renvoyer une lettre à corriger',
  params: parMesure,
  sujet: sujetMesure,
  page: lettre,
  input: z.object({ renvoi: z.string().trim().min(1, 'Écrivez ce qu’il faut corriger').max(500, 'Dites-le en 500 signes au plus') }),
  run: async (e) => {
    const { mesure, acte } = await prendreMesure(e, 'legalite.decider')
    exigerMesure(mesure, 'renvoyer')
    await updateMesure(e.tx, mesure.id, { etat: 'projet', renvoi: e.input.renvoi })
    return { vers: '/legalite/mesures?etat=soumise', message: 'La lettre est renvoyée à corriger.', journal: journalDe(acte, { mesure: mesure.genre }) }
  },
})

/** A letter that will not be sent. */
export const retirer = action({
  nom: 'legalite.retirer-lettre',
  path: '/legalite/mesures/:id/retirer',
  may: permission('legalite.controler'),
  titre: 'Abandonner une lettre',
  params: parMesure,
  sujet: sujetMesure,
  page: lettre,
  input: z.object({}),
  run: async (e) => {
    const { mesure, acte } = await prendreMesure(e, 'legalite.controler')
    exigerMesure(mesure, 'retirer')
    await updateMesure(e.tx, mesure.id, { etat: 'retiree' })
    await insertEvenement(e.tx, { acteId: acte.id, genre: 'lettre-abandonnee', le: e.maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, departementDe(e.maison.territoires, acte.commune)), texte: MESURES[mesure.genre].titre, interne: true })
    return { vers: `/legalite/actes/${acte.id}`, message: 'La lettre est abandonnée.', journal: journalDe(acte, { mesure: mesure.genre }) }
  },
})
