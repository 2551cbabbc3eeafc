import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { findCitoyen } from '../../../kernel/identite/personne.queries.ts'
import { signeSansDessin } from '../../../kernel/documents/dessins.ts'
import { compatibles, epurer, etapesVisibles, findArret, manques } from '../../../kernel/formulaires/index.ts'
import { bureauDuCircuit, contactDemandeur, nomDemandeur, textesDe, versionDe } from '../brouillon.ts'
import { passer } from '../avancer.ts'
import { findStation, suivante } from '../circuit.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { mandatDuDepot, ouvrirMandat } from '../mandataire/depot.ts'
import { exigerPassage } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { lockBrouillon, updateBrouillon, updateDepose } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { jourDe, pousser } from '../horloge.ts'
import { echeanceStation, preparerEntree } from '../passage.ts'
import { mayBrouillon, resume } from '../pages/brouillon.tsx'
import { leBureau, nomActeur, parId, sujetDossier } from '../porte.ts'
import { marqueDe } from '../saisie.ts'
import { codeSuivi } from '../suivi.ts'
import { insertVisas } from '../visa.queries.ts'
import { estEssai } from '../essai/essai.ts'
import { dire } from '../message/dire.ts'

/** Files a draft: it gets its number, its office and its clock. */
export const deposer = action({
  nom: 'demarches.deposer',
  path: '/brouillons/:id/deposer',
  may: mayBrouillon,
  titre: 'Déposer la demande',
  params: parId,
  sujet: sujetDossier,
  page: resume,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant, maison }) => {
    const dossier = await lockBrouillon(tx, params.id)
    exigerPassage(dossier, 'deposer')
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    if (dossier.enVigueur && dossier.enVigueur !== demarche.version) {
      const vigueur = await getDemarche(tx, dossier.demarche, dossier.enVigueur)
      // What is filed is what was read: a form that has changed since is carried over, and read again first.
      await updateBrouillon(tx, dossier.id, { reponses: compatibles(demarche.formulaire, vigueur.formulaire, dossier.reponses).reponses, ...versionDe(vigueur), maintenant })
      return { vers: `/brouillons/${dossier.id}/resume`, reprise: { erreurs: { '': 'La démarche a changé depuis votre dernière visite. Vos réponses sont gardées\u00a0: relisez-les, puis déposez' }, saisie: {} } }
    }
    const reponses = epurer(demarche.formulaire, dossier.reponses)
    const ailleurs = findArret(demarche.formulaire, reponses)
    if (ailleurs?.bloque) throw new Refus(`Cette demande ne peut pas être déposée ici. ${ailleurs.titre}`)
    const [manque] = manques(demarche.formulaire, reponses, { maintenant, territoires: maison.territoires })
    if (manque) throw new Saisie({ '': `Avant de déposer, complétez l’étape « ${manque.titre} » : ${manque.phrase.charAt(0).toLocaleLowerCase('fr')}${manque.phrase.slice(1)}` })
    // Text that was typed and never sent would be lost without a word, and an older answer filed in its place.
    const aEnvoyer = etapesVisibles(demarche.formulaire, reponses).find((etape) => marqueDe(dossier.saisie, etape.code))
    if (aEnvoyer) throw new Saisie({ '': `Avant de déposer, ouvrez l’étape « ${aEnvoyer.titre} » : ce que vous y avez tapé est gardé, mais pas encore envoyé` })
    const signe = signeSansDessin(textesDe(reponses).join(' '))
    if (signe) throw new Saisie({ '': `Le document ne sait pas écrire le signe « ${signe} »\u00a0: modifiez la réponse qui le contient, en lettres latines` })
    if (dossier.canal === 'guichet' && !dossier.mandat) throw new Saisie({ '': 'Avant de déposer, dites pour qui vous remplissez et avec quelle preuve' })
    const { territoire, bureau } = bureauDe(demarche, { ...dossier, reponses }, maison.territoires)
    const entree = preparerEntree(demarche, { ...dossier, territoire, bureau, reponses }, suivante(demarche, reponses, undefined), maison.territoires)
    if (!entree) throw new Error(`${demarche.code} : ce circuit n’a pas d’entrée`)
    const stationEcheance = echeanceStation(findStation(demarche, entree.station), maintenant)
    const essai = estEssai(dossier)
    const mandat = essai ? undefined : await mandatDuDepot(tx, dossier.id, demarche)
    const contact = essai ? { telephone: null, courriel: null } : await contactOuCompte(tx, mandat ? { telephone: mandat.telephone, courriel: null } : contactDemandeur(demarche, reponses), acteur)
    const { horloge, echeance } = pousser([], 'depart', demarche.delai, maintenant)
    const annee = Number(jourDe(maintenant).slice(0, 4))
    const numero = await updateDepose(tx, dossier.id, { prefixe: demarche.prefixe, annee, reponses, territoire, bureau, ...entree, stationEcheance, demandeur: nomDemandeur(demarche, reponses), ...contact, horloge, echeance, maintenant })
    const code = codeSuivi(maison.cle('suivi'), dossier)
    const suivi = `Code de suivi : ${code}, sur ${new URL(maison.reglages.adresse).host}/suivre`
    const a = { ...contact, ...(dossier.titulaire ? { interne: dossier.titulaire } : {}) }
    const [prevenus] = await Promise.all([
      dire(tx, { ...dossier, reponses }, { modele: 'dossier-depose', cle: `depose:${dossier.id}`, a, valeurs: { numero, bureau: leBureau(bureau), titre: demarche.titre, suivi }, maison, lien: `/suivi/${dossier.id}`, masquer: code, maintenant }),
      insertEvenement(tx, { dossierId: dossier.id, genre: 'depose', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: bureau, detail: { canal: dossier.canal } }),
      ...(entree.visas.length > 0 ? [insertVisas(tx, dossier.id, entree.station, entree.visas, maintenant)] : []),
    ])
    const represente = mandat ? await ouvrirMandat(tx, maison, mandat, { numero, titre: demarche.titre, maintenant }) : []
    // A payment or a consent asked for at once: the file is there, with its number, and stops for it.
    const depose = { ...dossier, mandantTelephone: mandat?.mandantTelephone ?? null, ...entree, etat: 'depose' as const, numero, reponses, territoire, bureau, demandeur: nomDemandeur(demarche, reponses), ...contact, horloge, echeance, lecteurs: [...entree.lecteurs], attend: [...entree.attend] }
    const arret = entree.frais || entree.accords ? await passer(tx, demarche, depose, findStation(demarche, entree.station), {}, { maison, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant }) : []
    const jobs = [...prevenus, ...represente, ...arret]
    if (essai) return { vers: `/essais/${dossier.id}`, message: `Essai déposé sous le numéro ${numero}. Agissez maintenant comme ceux qui le traitent.`, jobs }
    const vers = dossier.canal !== 'ligne' ? `/dossiers/${dossier.id}` : `/suivi/${dossier.id}`
    return { vers, message: dossier.canal === 'guichet' ? `La demande est déposée sous le numéro ${numero}. Imprimez le récépissé pour la personne.` : `Votre demande est déposée sous le numéro ${numero}.`, journal: { objet: `dossier:${dossier.id}`, territoire, detail: { demarche: demarche.code, version: demarche.version, canal: dossier.canal } }, jobs }
  },
})

/** The territory and the office that take the request: the agent's own, or those of the answer that the circuit names. */
function bureauDe(demarche: Publiee, dossier: Dossier, territoires: Territoires): { territoire: string; bureau: string } {
  if (!demarche.circuit.bureau && dossier.territoire && dossier.bureau) return { territoire: dossier.territoire, bureau: dossier.bureau }
  const trouve = bureauDuCircuit(demarche, dossier.reponses, territoires)
  if (!trouve) throw new Refus('Aucun bureau ne traite cette démarche à cette adresse. Choisissez un autre arrondissement, ou appelez la mairie')
  return trouve
}

/** Somebody who gives neither phone nor address is told where he signs in; he can change it. */
async function contactOuCompte(tx: Tx, contact: { telephone: string | null; courriel: string | null }, acteur: Acteur): Promise<{ telephone: string | null; courriel: string | null }> {
  if (contact.telephone || contact.courriel || acteur.genre !== 'citoyen') return contact
  const compte = await findCitoyen(tx, acteur.id)
  return { telephone: compte?.telephone ?? null, courriel: compte?.courriel ?? null }
}
