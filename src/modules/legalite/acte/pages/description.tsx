import { fcfa } from '../../../../lib/francais.ts'
import { AConfirmer, Bouton, Formulaire, Panneau, Recap, Selection, Texte } from '../../../../ui/index.ts'
import type { LigneRecap, Vue } from '../../../../ui/index.ts'
import { equilibre, ISSUES } from '../acte.ts'
import { GENRES_LIEN, MOTS_LIEN } from '../lien.ts'
import { direJour } from '../mots.ts'
import type { Detail } from './detail.tsx'

const CANAUX = { ecran: 'à l’écran', json: 'par un logiciel', xml: 'par un logiciel' } as const

function lignesDe({ acte: a, matiere, liens, regles }: Detail): LigneRecap[] {
  return [
    { titre: 'Matière', valeur: matiere ? `${a.matiere} ${matiere}` : null },
    { titre: 'Date de l’acte', valeur: direJour(a.dateActe) },
    { titre: 'Signataire', valeur: a.signataireNom ? `${a.signataireNom}, ${a.signataireQualite}` : null, ...(a.signeLe ? { note: a.mode === 'electronique' ? 'signature électronique' : 'signé sur papier, numérisé' } : {}) },
    ...(a.montant === null ? [] : [{ titre: 'Montant', valeur: fcfa(a.montant) }]),
    ...(a.budget ? equilibre(a.budget).map((s) => ({ titre: `Section de ${s.section}`, valeur: `${fcfa(s.recettes)} de recettes, ${fcfa(s.depenses)} de dépenses`, note: s.ecart === 0 ? 'en équilibre' : `écart de ${fcfa(Math.abs(s.ecart))}` })) : []),
    ...(a.exercice ? [{ titre: 'Exercice', valeur: String(a.exercice) }] : []),
    ...(a.seanceId ? [{ titre: 'Séance du conseil', valeur: <a href={`/legalite/seances/${a.seanceId}`}>Voir la séance</a> }] : []),
    ...(a.recuLe ? [{ titre: 'Reçu par la préfecture', valeur: a.arNumero, note: `${a.canal ? CANAUX[a.canal] : ''}, par ${a.transmisParNom ?? ''}` }] : []),
    ...(a.publieLe ? [{ titre: a.publicationMode === 'notification' ? 'Notifié' : 'Affiché', valeur: direJour(a.publieLe), note: a.publicationPreuve }] : []),
    ...(a.recuLe ? [{ titre: 'Exécutoire', valeur: a.etat === 'suspendu' ? 'Non : l’acte est suspendu' : a.issue === 'annule-juge' ? 'Non : l’acte est annulé' : a.executoireLe ? `Depuis le ${direJour(a.executoireLe)}` : 'Pas encore : il reste à l’afficher ou à le notifier', ...(regles.executoire.verifie ? {} : { fin: <AConfirmer /> }) }] : []),
    ...(a.issue ? [{ titre: 'Contrôle', valeur: ISSUES[a.issue].phrase }] : []),
    ...liens.map((l) => ({ titre: l.sens === 'vers' ? MOTS_LIEN[l.genre].vers : MOTS_LIEN[l.genre].depuis, valeur: <a class="code" href={`/legalite/actes/${l.id}`}>{l.numero ?? l.objet}</a>, note: l.numero ? l.objet : '' })),
  ]
}

/** What an act says of itself. */
export function Description({ d, vue }: { d: Detail; vue: Vue }) {
  const { acte: a } = d
  const corrige = d.peut.rediger && (a.etat === 'brouillon' || a.etat === 'retourne')
  return (
    <Panneau titre="L’acte" id="acte" {...(corrige ? { fin: <a href={`/legalite/actes/${a.id}/modifier`}>Corriger</a> } : {})}>
      <Recap serre lignes={lignesDe(d)} />
      {d.peut.rediger ? (
        <details open={Boolean(vue.erreurs.numeroLien ?? vue.erreurs.genreLien)}>
          <summary>Lier à un autre acte</summary>
          <Formulaire vue={vue} action={`/legalite/actes/${a.id}/liens`} libelle="Lien">
            <Selection vue={vue} nom="genreLien" libelle="Cet acte" options={GENRES_LIEN.map((g) => ({ valeur: g, libelle: MOTS_LIEN[g].vers }))} />
            <Texte vue={vue} nom="numeroLien" libelle="Numéro de l’autre acte" largeur={14} code max={15} />
            <Bouton ton="second">Lier</Bouton>
          </Formulaire>
        </details>
      ) : null}
    </Panneau>
  )
}
