import { dateSimple, fcfa, finir } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { AConfirmer, Actions, Avis, Bouton, BoutonSeul, FichierChamp, Formulaire, Panneau, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { findStation } from '../circuit.ts'
import { enCours } from '../dossier.ts'
import { direArret } from '../horloge.ts'
import { leBureau } from '../porte.ts'
import { periodeFinie } from '../attente/attente.ts'
import { AccordsAttendus } from './accords.tsx'
import type { Donnees } from './suivi.tsx'

/** What the applicant must do now, or what he has been answered. */
export function AFaire({ d, vue }: { d: Donnees; vue: Vue }) {
  const { dossier } = d
  if (dossier.etat === 'suspendu') {
    const demande = d.evenements.findLast((evenement) => evenement.genre === 'complement')
    return (
      <Panneau titre={`À faire : ${leBureau(dossier.bureau)} attend votre réponse`} id="a-faire" ton="att">
        <blockquote>« {demande?.texte} »</blockquote>
        <p>{direArret(dossier.horloge)}</p>
        {dossier.correction ? <ACorriger id={dossier.id} libelles={(demande?.detail.champs as string[] | undefined) ?? []} /> : null}
        {dossier.correction ? null : (
        <Formulaire vue={vue} action={`/suivi/${dossier.id}/repondre`} multipart garde>
          <FichierChamp vue={vue} nom="papiers" libelle="Ajouter un papier" aide="Photo ou PDF, 20 Mo au plus. Cinq fichiers au plus." multiple max={5} si="ou écrivez une réponse" />
          <ZoneTexte vue={vue} nom="message" libelle="Votre réponse" si="ou ajoutez un papier" max={500} lignes={3} />
          <Actions>
            <Bouton>Envoyer ma réponse</Bouton>
          </Actions>
        </Formulaire>
        )}
      </Panneau>
    )
  }
  if (dossier.etat === 'sollicite') return <AccordsAttendus accords={d.accords} vue={vue} dossierId={dossier.id} bureau={dossier.bureau} />
  if (dossier.etat === 'liquide') return <APayer d={d} vue={vue} />
  return enCours(dossier) ? <EnCours d={d} vue={vue} /> : <Clos d={d} />
}

/** The answers sent back, each by its question. */
function ACorriger({ id, libelles }: { id: string; libelles: readonly string[] }) {
  return (
    <>
      <p>{libelles.length === 1 ? 'Cette réponse est à corriger :' : 'Ces réponses sont à corriger :'}</p>
      <ul>
        {libelles.map((libelle) => (
          <li key={libelle}>{libelle}</li>
        ))}
      </ul>
      <Bouton href={`/suivi/${id}/corriger`}>Corriger mes réponses</Bouton>
    </>
  )
}

/** What the applicant must pay, and where. */
function APayer({ d, vue }: { d: Donnees; vue: Vue }) {
  const du = d.aPayer
  if (!du) return null
  const { lieux } = du
  return (
    <Panneau titre={`À faire : payer ${fcfa(du.montant)}`} id="a-faire" ton="att">
      <p>
        {du.libelle}. {du.verifie ? null : <AConfirmer>Montant à confirmer</AConfirmer>}
      </p>
      <p class="petit">{du.source}</p>
      {lieux.includes('en_ligne') ? (
        <BoutonSeul vue={vue} action={`/payer/${du.id}`} ton="plein" taille="grand">
          Payer en ligne
        </BoutonSeul>
      ) : null}
      {lieux.includes('guichet') ? (
        <p>
          {lieux.includes('en_ligne') ? 'Ou au guichet' : 'Au guichet'} « {d.dossier.bureau} » : donnez le numéro <b class="code">{d.dossier.numero}</b>. Vous recevez une quittance.
        </p>
      ) : null}
      <p>{d.dossier.decideLe ? 'La demande est accordée : le document est fait dès que vous avez payé.' : 'Le délai est en pause. Il repart dès que vous avez payé.'}</p>
    </Panneau>
  )
}

/** How the file ended. */
function Clos({ d }: { d: Donnees }) {
  const { dossier } = d
  if (dossier.etat === 'delivre' && d.document && !d.document.revocation)
    return (
      <Avis ton="ok" titre="Votre document est prêt" niveau={2}>
        <p>
          {d.document.titre}, code de vérification <b class="code">{d.document.codeCourt}</b>
          {d.document.expireLe ? `, valable jusqu’au ${dateSimple(new Date(d.document.expireLe.getTime() - 1))}` : ''}.
        </p>
        <Bouton href={`/dossiers/${dossier.id}/document.pdf`} ico="telecharger">
          Ouvrir le document (PDF)
        </Bouton>
      </Avis>
    )
  if (dossier.etat === 'accorde')
    return (
      <Avis ton="ok" titre="La demande est accordée" niveau={2}>
        <p>{dossier.motif ? finir(dossier.motif) : 'La décision est rendue : il n’y a pas de papier à prendre.'}</p>
      </Avis>
    )
  if (dossier.etat === 'refuse')
    return (
      <Avis ton="non" titre="La demande est refusée" niveau={2}>
        <p>Motif : {finir(dossier.motif ?? '')}</p>
        <p>
          {d.demarche.fiche.recours.texte} {d.demarche.fiche.recours.verifie ? null : <AConfirmer />}
        </p>
        {d.document ? (
          <Bouton href={`/dossiers/${dossier.id}/document.pdf`} ton="second" ico="telecharger">
            Ouvrir la notification (PDF)
          </Bouton>
        ) : null}
      </Avis>
    )
  if (dossier.etat === 'revoque' || d.document?.revocation)
    return (
      <Avis ton="non" titre="Le document est annulé" niveau={2}>
        <p>{finir(d.document?.revocation?.motif ?? '')} Il ne vaut plus rien : le QR le dit à qui le vérifie.</p>
      </Avis>
    )
  return null
}

/** A confirmed period opens by itself; another one, when the office has seen that it is over. */
function Periode({ vue, dossier, titre, verifie }: { vue: Vue; dossier: Donnees['dossier']; titre: string; verifie: boolean }) {
  const fin = dateSimple(midi(dossier.stationEcheance!))
  const finie = periodeFinie(dossier, vue.maintenant)
  return (
    <p>
      {titre} : {finie ? `la période a fini le ${fin}. Le bureau le constate, puis la demande avance.` : `jusqu’au ${fin} inclus. ${verifie ? 'La demande avance ensuite.' : 'Le bureau le constate ensuite, puis la demande avance.'}`} {verifie ? null : <AConfirmer />}
    </p>
  )
}

/** Nothing is asked of the applicant, except to be seen where the procedure wants it. */
function EnCours({ d, vue }: { d: Donnees; vue: Vue }) {
  const { dossier } = d
  const station = findStation(d.demarche, dossier.station)
  const ici = station?.citoyen ?? (dossier.interne ? station?.titre : undefined)
  if (dossier.constatRequis && !dossier.constatId)
    return (
      <Avis ton="att" titre="À faire : être vu en vie par un agent" niveau={2}>
        <p>La personne concernée se présente au bureau « {dossier.bureau} » avec sa pièce d’identité. Si elle ne peut pas se déplacer, le bureau vous appelle pour passer chez elle.</p>
      </Avis>
    )
  if (dossier.etat === 'differe' && dossier.stationEcheance)
    return (
      <Avis ton="info" titre="Vous n’avez rien à faire" niveau={2}>
        <Periode vue={vue} dossier={dossier} titre={ici ?? station?.titre ?? 'Une période court'} verifie={station?.genre === 'attente' && station.duree.verifie} />
      </Avis>
    )
  return (
    <Avis ton="info" titre="Vous n’avez rien à faire" niveau={2}>
      <p>{ici ? `${ici} : ` : ''}{dossier.interne ? 'votre demande suit son circuit.' : `${leBureau(dossier.bureau)} traite votre demande.`} Vous êtes prévenu à chaque étape.</p>
    </Avis>
  )
}
