import { dateHeure, dateSimple } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Reference } from '../../../kernel/fichiers/index.ts'
import { Bouton, BoutonSeul, Etiquette, Panneau, Tableau } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { champSousDemande, ETATS_SOUS_DEMANDE } from './sous-demande.ts'
import type { SousDemande } from './sous-demande.ts'
import type { LigneSousDemande } from './sous-demande.queries.ts'

const tard = (s: Pick<SousDemande, 'etat' | 'echeance'>, jour: string): boolean => s.etat === 'attendue' && s.echeance < jour

function Etat({ s, jour }: { s: SousDemande; jour: string }) {
  if (tard(s, jour)) return <Etiquette ton="non">En retard</Etiquette>
  return <Etiquette ton={ETATS_SOUS_DEMANDE[s.etat].ton}>{ETATS_SOUS_DEMANDE[s.etat].mots}</Etiquette>
}

/** Questions asked of one's office. */
export function TableSousDemandes({ vue, legende, lignes, jour, vide }: { vue: Vue; legende: string; lignes: readonly LigneSousDemande[]; jour: string; vide: string }) {
  return (
    <Tableau
      vue={vue}
      legende={legende}
      titreVisible
      fiche
      lignes={[...lignes]}
      cle={(s) => s.id}
      colonnes={[
        { titre: 'Question', entete: true, cellule: (s) => <a href={`/sous-demandes/${s.id}`}>{s.objet.length > 90 ? `${s.objet.slice(0, 90)}…` : s.objet}</a> },
        { titre: 'Pour', place: 'lieu', cellule: (s) => s.deBureau },
        { titre: 'Dossier', place: 'fort', cellule: (s) => <span class="code">{s.numero}</span> },
        { titre: 'Réponse attendue', place: 'delai', cellule: (s) => dateSimple(midi(s.echeance)) },
        { titre: 'État', place: 'etat', cellule: (s) => <Etat s={s} jour={jour} /> },
      ]}
      vide={<p>{vide}</p>}
    />
  )
}

/** On the file: what was asked of other offices, what they answered, and the way to ask. */
export function PanneauSousDemandes({ vue, dossierId, sousDemandes, papiers, peut, jour }: { vue: Vue; dossierId: string; sousDemandes: readonly SousDemande[]; papiers: readonly Pick<Reference, 'id' | 'nom' | 'champ'>[]; peut: boolean; jour: string }) {
  if (sousDemandes.length === 0 && !peut) return null
  return (
    <Panneau titre="Autres bureaux" id="sous-demandes">
      {sousDemandes.length === 0 ? <p>Rien n’est demandé à un autre bureau.</p> : null}
      <ul class="simple pile">
        {sousDemandes.map((s) => (
          <li key={s.id}>
            <p>
              <b>{s.bureau}</b> <Etat s={s} jour={jour} />
              <br />« {s.objet} »
            </p>
            <p class="petit discret">{s.etat === 'attendue' ? `Demandé le ${dateSimple(s.demandeeLe)}, attendu le ${dateSimple(midi(s.echeance))}${s.arrete ? ', délai en pause' : ''}` : `${s.fermeeParNom}, le ${dateHeure(s.fermeeLe!)}${s.aTemps === false ? ', en retard' : ''}`}</p>
            {s.reponse ? <blockquote>« {s.reponse} »</blockquote> : null}
            {papiers.filter((p) => p.champ === champSousDemande(s.id)).map((p) => (
              <p key={p.id}>
                <a href={`/dossiers/${dossierId}/fichiers/${p.id}`}>{p.nom}</a>
              </p>
            ))}
            {s.etat === 'attendue' && peut ? (
              <BoutonSeul vue={vue} action={`/dossiers/${dossierId}/sous-demandes/${s.id}/annuler`} taille="petit">
                Annuler<span class="sr"> la demande à {s.bureau}</span>
              </BoutonSeul>
            ) : null}
          </li>
        ))}
      </ul>
      {peut ? (
        <p class="no-print">
          <Bouton href={`/dossiers/${dossierId}/demander-bureau`} ton="second" taille="petit">
            Demander à un autre bureau
          </Bouton>
        </p>
      ) : null}
    </Panneau>
  )
}
