import { dechiffrer } from '../../kernel/identite/second-facteur.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Travail } from '../../kernel/module.ts'
import { prendrePublications } from '../demarches/index.ts'
import { concerne, corpsDe, prochainEssai, signer } from './abonnement.ts'
import type { Abonnement } from './abonnement.ts'
import { listAbonnes, listActifs } from './abonnement.queries.ts'
import { envoyer } from './envoyer.ts'
import { insertLivraison, takeLivraison, updateIssue } from './livraison.queries.ts'

const PAR_LOT = 500
/** A task is given back to the queue before the next one comes. */
const DUREE = 45_000
/** Longer than a sending may last: past it, whoever took an event is dead. */
const RETOUR = 60_000
/** Files of one subscriber told at once. */
const ENSEMBLE = 4

/** Whether this house may tell subscribers on its own machine, in clear: the tests only. */
export const localPermis = ({ reglages }: Pick<Maison, 'reglages'>): boolean => reglages.mode === 'essai' && reglages.abonnementsLocaux === true

/** The key under which secrets of subscriptions are kept. */
export const cleSecrets = (maison: Pick<Maison, 'secret'>): Buffer => maison.secret('abonnements')

type Ecrire = Travail<unknown>['ecrire']

/** Gives each event committed since the last time to those it is for; an event given is never given again. */
export async function distribuer(ecrire: Ecrire, { territoires }: Pick<Maison, 'territoires'>, maintenant: Date): Promise<void> {
  const couvre = (territoire: string, lieu: string) => territoires.couverture(territoire).includes(lieu)
  for (let prises = PAR_LOT; prises === PAR_LOT; )
    await ecrire(async (tx) => {
      const abonnes = await listAbonnes(tx)
      const lot = await prendrePublications(tx, PAR_LOT)
      prises = lot.prises
      for (const p of lot.publications)
        for (const a of abonnes) if (a.creeLe <= p.le && concerne(a, p, couvre)) await insertLivraison(tx, { abonnementId: a.id, evenementId: p.id, dossierId: p.dossierId, genre: p.genre, corps: corpsDe(p), maintenant })
      return {}
    })
}

/** Sends what is due to every active subscriber. One that does not answer does not hold the others. */
export async function livrer(lu: Pick<Travail<unknown>, 'ecrire' | 'db' | 'maison'>, horloge: () => Date): Promise<void> {
  const fin = performance.now() + DUREE
  const vider = async (a: Abonnement & { secret: Buffer }) => {
    while (performance.now() < fin && (await livrerUne(lu, a, horloge)));
  }
  const actifs = await listActifs(lu.db)
  await Promise.all(actifs.flatMap((a) => Array.from({ length: ENSEMBLE }, () => vider(a))))
}

/** Takes, sends, writes what came of it. Killed in between, the event is sent again under the same id: at least once. */
async function livrerUne({ ecrire, maison }: Pick<Travail<unknown>, 'ecrire' | 'maison'>, a: Abonnement & { secret: Buffer }, horloge: () => Date): Promise<boolean> {
  const debut = horloge()
  const livraison = await prendre(ecrire, a.id, debut)
  if (!livraison) return false
  const secret = dechiffrer(cleSecrets(maison), a.secret).toString('utf8')
  const entetes = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Iroko', 'x-iroko-evenement': livraison.evenementId, 'x-iroko-livraison': livraison.id, 'x-iroko-genre': livraison.genre, 'x-iroko-signature': signer(secret, livraison.corps, debut) }
  const issue = await envoyer(a.url, livraison.corps, entetes, { local: localPermis(maison) })
  const maintenant = horloge()
  const livre = issue.statut !== null && issue.statut >= 200 && issue.statut < 300
  const prochain = livre ? undefined : prochainEssai(livraison.essais, maintenant)
  await ecrire(async (tx) => {
    await updateIssue(tx, livraison.id, issue, livre ? { etat: 'livre' } : prochain ? { etat: 'attente', prochain } : { etat: 'abandonne' }, maintenant)
    return {}
  })
  return true
}

async function prendre(ecrire: Ecrire, abonnementId: string, maintenant: Date) {
  let prise: Awaited<ReturnType<typeof takeLivraison>>
  await ecrire(async (tx) => {
    prise = await takeLivraison(tx, abonnementId, maintenant, new Date(maintenant.getTime() + RETOUR))
    return {}
  })
  return prise
}
