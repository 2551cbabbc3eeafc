import type { ComponentChildren } from 'preact'
import { Actions, Avis, Bouton, BoutonSeul, DateChamp, FichierChamp, Formulaire, Panneau, Selection, Texte, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { mayPasser } from '../courrier.ts'
import { demandeTravail, libelle, options, REFERENTIEL } from '../referentiel.ts'
import type { Detail } from './detail.tsx'

type Props = { d: Detail; vue: Vue }

/** What this agent may do with this letter now, the next gesture first. */
export function Gestes({ d, vue }: Props) {
  const { courrier: c, peut } = d
  const base = `/courrier/${c.id}`
  return (
    <Panneau titre="À faire" id="a-faire" ton="fort">
      <Attente d={d} />
      {d.tenue ? <Tenue d={d} vue={vue} /> : null}
      {peut.imputer && mayPasser(c, 'imputer') ? <AImputer d={d} /> : null}
      {peut.enregistrer && mayPasser(c, 'numeroter') ? (
        <BoutonSeul vue={vue} action={`${base}/numeroter`} ton="plein">
          Donner le numéro de départ
        </BoutonSeul>
      ) : null}
      {peut.enregistrer && mayPasser(c, 'envoyer') ? <Envoi d={d} vue={vue} /> : null}
      {peut.enregistrer && mayPasser(c, 'decharger') && !c.dechargeLe ? <Decharge d={d} vue={vue} /> : null}
      {peut.traiter && c.sens === 'arrivee' && c.etat !== 'annule' && c.etat !== 'classe' ? (
        <p>
          <Bouton href={`/courrier/departs/nouveau?repond=${c.id}`} ton="second">
            Préparer la réponse
          </Bouton>
        </p>
      ) : null}
      {peut.enregistrer ? <Registre d={d} vue={vue} /> : null}
    </Panneau>
  )
}

const DITS: Readonly<Record<string, string>> = {
  enregistre: 'Ce courrier attend d’être imputé.', impute: 'Ce courrier est chez ceux à qui il est imputé.', traite: 'Chacun a fait sa part. Il reste à le classer.',
  prepare: 'Ce départ attend son numéro.', envoye: 'Ce courrier est parti.', classe: 'Ce courrier est classé : il n’y a plus rien à faire.', annule: 'Cette ligne est annulée. Son numéro reste au registre.',
}

/** One sentence on where it stands, for whoever has nothing else to do. */
function Attente({ d: { courrier: c, tenue } }: { d: Detail }) {
  if (tenue) return null
  return <p>{c.sens === 'depart' && c.etat === 'enregistre' ? 'Ce départ a son numéro. Il reste à l’envoyer.' : c.etat === 'impute' && c.renvoyeLe ? 'Quelqu’un l’a renvoyé : il attend d’être imputé de nouveau.' : DITS[c.etat]}</p>
}

function AImputer({ d: { courrier: c } }: { d: Detail }) {
  return (
    <p>
      <Bouton href={`/courrier/${c.id}/imputer`} ton={c.etat === 'enregistre' ? 'plein' : 'second'}>
        {c.etat === 'enregistre' ? 'Imputer' : 'Imputer à d’autres'}
      </Bouton>
    </p>
  )
}

function Plier({ titre, ouvert, children }: { titre: string; ouvert: boolean; children: ComponentChildren }) {
  return (
    <details open={ouvert}>
      <summary>{titre}</summary>
      {children}
    </details>
  )
}

function Tenue({ d, vue }: Props) {
  const { courrier: c, tenue } = d
  const base = `/courrier/${c.id}`
  const cache = <input type="hidden" name="imputation" value={tenue!.id} />
  const agir = demandeTravail(tenue!.instruction)
  return (
    <>
      <Avis ton="att" titre={`Chez vous : ${libelle(REFERENTIEL.instructions, tenue!.instruction).toLowerCase()}`}>
        {tenue!.note ? <p>{tenue!.note}</p> : null}
      </Avis>
      {tenue!.recuLe || !agir ? null : (
        <BoutonSeul vue={vue} action={`${base}/recevoir`} champs={{ imputation: tenue!.id }}>
          Accuser réception
        </BoutonSeul>
      )}
      <Formulaire vue={vue} action={`${base}/traiter`} libelle="Traiter">
        {cache}
        {agir ? <ZoneTexte vue={vue} nom="suite" libelle="Ce que vous avez fait" facultatif lignes={2} max={500} /> : null}
        <Actions>
          <Bouton>{agir ? 'Marquer comme traité' : 'J’en ai pris connaissance'}</Bouton>
        </Actions>
      </Formulaire>
      <p>
        <Bouton href={`${base}/transmettre`} ton="second">
          Transmettre à quelqu’un d’autre
        </Bouton>
      </p>
      <Plier titre="Renvoyer à qui vous l’a donné" ouvert={vue.erreurs.raison !== undefined}>
        <Formulaire vue={vue} action={`${base}/renvoyer`} libelle="Renvoyer">
          {cache}
          <ZoneTexte vue={vue} nom="raison" libelle="Pourquoi ?" lignes={2} max={500} />
          <Actions>
            <Bouton ton="second">Renvoyer</Bouton>
          </Actions>
        </Formulaire>
      </Plier>
    </>
  )
}

function Envoi({ d, vue }: Props) {
  return (
    <Formulaire vue={vue} action={`/courrier/${d.courrier.id}/envoyer`} libelle="Envoi">
      <Selection vue={vue} nom="mode" libelle="Comment part-il ?" options={options(REFERENTIEL.modes, d.jour)} />
      <DateChamp vue={vue} nom="envoyeLe" libelle="Quel jour ?" valeur={d.jour} />
      <Texte vue={vue} nom="suivi" libelle="Porteur, ou numéro de recommandé" facultatif max={80} />
      <Actions>
        <Bouton>Noter l’envoi</Bouton>
      </Actions>
    </Formulaire>
  )
}

function Decharge({ d, vue }: Props) {
  return (
    <Formulaire vue={vue} action={`/courrier/${d.courrier.id}/decharger`} libelle="Décharge">
      <Texte vue={vue} nom="dechargePar" libelle="Reçu par" aide="Nom et qualité de qui a signé la décharge" max={160} />
      <DateChamp vue={vue} nom="dechargeLe" libelle="Quel jour ?" valeur={d.jour} />
      <Actions>
        <Bouton>Noter la décharge</Bouton>
      </Actions>
    </Formulaire>
  )
}

/** What the secretariat does with the line and the paper. */
function Registre({ d, vue }: Props) {
  const { courrier: c, scans } = d
  const base = `/courrier/${c.id}`
  return (
    <>
      {mayPasser(c, 'joindre') ? (
        <Plier titre="Ajouter un scan" ouvert={vue.erreurs.scans !== undefined}>
          <Formulaire vue={vue} action={`${base}/scans`} libelle="Ajouter un scan" multipart>
            <FichierChamp vue={vue} nom="scans" libelle="Photos ou PDF" aide="8 au plus, 20 Mo chacun" multiple max={8} />
            <Actions>
              <Bouton ton="second">Ajouter</Bouton>
            </Actions>
          </Formulaire>
          {scans.map((s) => (
            <BoutonSeul key={s.id} vue={vue} action={`${base}/scans/retirer`} champs={{ scan: s.id }} ton="lien">
              Retirer « {s.nom} »
            </BoutonSeul>
          ))}
        </Plier>
      ) : null}
      {mayPasser(c, 'classer') ? (
        <Plier titre="Classer" ouvert={vue.erreurs.classement !== undefined}>
          <Formulaire vue={vue} action={`${base}/classer`} libelle="Classer">
            <Texte vue={vue} nom="classement" libelle="Où le papier est rangé" facultatif aide="Par exemple « Chrono 2026, boîte 4 »" max={160} />
            <Actions>
              <Bouton ton="second">Classer</Bouton>
            </Actions>
          </Formulaire>
        </Plier>
      ) : null}
      {mayPasser(c, 'annuler') ? (
        <Plier titre="Annuler cette ligne" ouvert={vue.erreurs.motif !== undefined}>
          <Formulaire vue={vue} action={`${base}/annuler`} libelle="Annuler">
            <Texte vue={vue} nom="motif" libelle="Pourquoi ?" aide="Le numéro reste au registre, barré, avec cette raison" max={300} />
            <Actions>
              <Bouton ton="danger">Annuler la ligne</Bouton>
            </Actions>
          </Formulaire>
        </Plier>
      ) : null}
    </>
  )
}

/** A letter may open a file, or belong to one. */
export function Dossier({ d, vue }: Props) {
  const { courrier: c } = d
  if (!d.peut.traiter || !mayPasser(c, 'joindre')) return null
  return (
    <Panneau titre="Dossier" id="dossier">
      {d.peut.ouvrir ? (
        <p>
          <Bouton href={`/courrier/${c.id}/dossier`} ton="second">
            Ouvrir un dossier
          </Bouton>
        </p>
      ) : null}
      <Formulaire vue={vue} action={`/courrier/${c.id}/rattacher`} libelle="Rattacher un dossier">
        <input type="hidden" name="avant" value={c.lie ?? ''} />
        <Texte vue={vue} nom="dossier" libelle={c.lie ? 'Changer de dossier' : 'Numéro du dossier'} aide={c.lie ? 'Laissez vide pour retirer le lien' : 'Celui du récépissé'} largeur={14} code max={60} />
        <Actions>
          <Bouton ton="second" taille="petit">
            Rattacher
          </Bouton>
        </Actions>
      </Formulaire>
    </Panneau>
  )
}
