import { dateSimple, finir, telephone } from '../../../lib/francais.ts'
import { Actions, AConfirmer, Bouton, BoutonSeul, Choix, Etiquette, Formulaire, Recap, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import type { Demarche } from '../definition.ts'
import { accueilMandataire, direMandataire, etatMandat } from './mandat.ts'
import type { Mandat } from './mandat.ts'
import { PREUVES as PIECES } from '../mandat.tsx'

const PREUVES = (m: Mandat): string => (m.preuve === 'procuration' ? 'Procuration jointe' : m.reponse === 'oui' ? `Accord donné par téléphone le ${dateSimple(m.reponduLe!)}` : 'Accord attendu')

/** On a draft: for whom one asks. Nothing where the procedure says nothing of it. */
export function PourQui({ demarche, dossier, mandat: m }: { demarche: Demarche; dossier: { id: string; canal: string; interne: boolean }; mandat: Mandat | undefined }) {
  const accueil = dossier.canal === 'ligne' && !dossier.interne ? accueilMandataire(demarche) : 'non_dit'
  if (accueil === 'non_dit') return null
  const href = `/brouillons/${dossier.id}/pour-autrui`
  if (m) {
    const etat = etatMandat(m)
    return (
      <section class="panneau pile" aria-labelledby="pour-qui">
        <h2 id="pour-qui">Vous demandez pour quelqu’un d’autre</h2>
        <p class="rang">
          <span>{direMandataire(m)}</span>
          <Etiquette ton={etat === 'valable' ? 'bon' : etat === 'attend' ? 'pause' : 'non'}>{etat === 'valable' ? PREUVES(m) : etat === 'attend' ? 'Accord attendu' : 'La personne a refusé'}</Etiquette>
        </p>
        <p>
          <a href={href}>Modifier, ou renvoyer le lien</a>
        </p>
      </section>
    )
  }
  return (
    <p>
      {accueil === 'refuse' ? 'Cette démarche se demande soi-même. ' : <a href={href}>Je demande pour quelqu’un d’autre</a>}
      {accueil === 'refuse' ? <span class="petit">{finir(demarche.mandataire!.source)}</span> : accueil === 'averti' ? <AConfirmer /> : null}
    </p>
  )
}

/** To the office: who acts for the applicant, and by what power. */
export function MandataireVu({ mandat: m, dossierId, vue, guichet }: { mandat: Mandat | undefined; dossierId: string; vue: Vue; guichet: boolean }) {
  if (!m) return null
  return (
    <section id="mandataire">
      <h3>Demandé par quelqu’un d’autre</h3>
      <Recap
        serre
        lignes={[
          { titre: 'Mandataire', valeur: direMandataire(m) },
          { titre: 'Son téléphone', valeur: telephone(m.telephone) },
          { titre: 'Pouvoir', valeur: m.fichier ? <a href={`/dossiers/${dossierId}/fichiers/${m.fichier}`}>{PREUVES(m)}</a> : PREUVES(m) },
          { titre: 'Téléphone de la personne', valeur: m.mandantTelephone ? telephone(m.mandantTelephone) : 'Non donné' },
          ...(m.finiLe ? [{ titre: 'Mandat', valeur: `Fini le ${dateSimple(m.finiLe)}` }] : []),
        ]}
      />
      {guichet && !m.finiLe ? <FinirIci vue={vue} dossierId={dossierId} /> : null}
    </section>
  )
}

/** The person herself is at the counter. */
function FinirIci({ vue, dossierId }: { vue: Vue; dossierId: string }) {
  return (
    <details open={['preuve', 'numero', 'telephone'].some((nom) => vue.erreurs[nom] !== undefined)}>
      <summary>La personne est là et met fin au mandat</summary>
      <Formulaire vue={vue} action={`/dossiers/${dossierId}/finir-mandat`} libelle="Mettre fin au mandat">
        <Choix vue={vue} nom="preuve" id="fin-preuve" libelle="Pièce d’identité que vous avez vue" options={Object.entries(PIECES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <Texte vue={vue} nom="numero" id="fin-numero" libelle="Numéro de la pièce" si="sauf avec deux témoins" largeur={14} code max={40} />
        <Texte vue={vue} nom="telephone" id="fin-telephone" libelle="Son téléphone, si elle en a un" facultatif largeur={14} max={40} />
        <Actions>
          <Bouton ton="second">Mettre fin au mandat</Bouton>
        </Actions>
      </Formulaire>
    </details>
  )
}

/** To those who hold the file: the person represented may end the mandate; the mandatary reads that she may. */
export function MandatTenu({ mandat: m, vue, dossierId, mandant }: { mandat: Mandat | undefined; vue: Vue; dossierId: string; mandant: boolean }) {
  if (!m || m.finiLe) return null
  return (
    <div class="cote cote--fin" id="mandat">
      <h2>{mandant ? 'Qui agit pour vous' : 'Vous agissez pour quelqu’un'}</h2>
      <p>{finir(direMandataire(m))}</p>
      {mandant ? (
        <details>
          <summary>Mettre fin au mandat</summary>
          <p>Cette personne ne lira plus le dossier. Vous le suivrez seul, avec un nouveau code de suivi envoyé au {telephone(m.mandantTelephone!)}.</p>
          <BoutonSeul vue={vue} action={`/suivi/${dossierId}/finir-mandat`} ton="danger">
            Oui, mettre fin au mandat
          </BoutonSeul>
        </details>
      ) : (
        <p class="discret">{m.mandantTelephone ? `La personne est prévenue elle aussi, au ${telephone(m.mandantTelephone)}, et peut mettre fin au mandat.` : 'La personne peut mettre fin au mandat au guichet.'}</p>
      )}
    </div>
  )
}
