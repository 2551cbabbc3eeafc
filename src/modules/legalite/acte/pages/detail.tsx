import { calendrierCourant, jourLocal } from '../../../../kernel/calendrier/index.ts'
import { listDocuments } from '../../../../kernel/documents/queries.ts'
import { listTenants } from '../../../../kernel/identite/tenants.queries.ts'
import { trouverOcr } from '../../../../kernel/lecture/ocr.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Bande, Deux, Etiquette, Fil, Gabarit, Panneau, ResumeErreurs } from '../../../../ui/index.ts'
import { annexesPour, findMatiere, findNature } from '../../referentiel/referentiel.ts'
import { lecteurDe } from '../../lecteur.ts'
import { listMesures } from '../../mesure/mesure.queries.ts'
import { listSignalementsDe } from '../../signalement/signalement.queries.ts'
import { CHEZ_LA_COMMUNE, direEtat, direNumero, tonEtat } from '../acte.ts'
import { anomaliesDe, sousLesquels } from '../contexte.ts'
import { momentsDe } from '../chronologie.tsx'
import { listEvenements } from '../evenement.queries.ts'
import { limiteAnnulation } from '../horloge.ts'
import { listLiens } from '../lien.queries.ts'
import { direJour, tempsDe } from '../mots.ts'
import { objetAccuse } from '../papier.ts'
import { lireActe, mayLire, parId, peut, sujetActe } from '../porte.ts'
import { listPieces } from '../../piece/piece.queries.ts'
import { sortieActe } from '../sortie.ts'
import { AFaire } from './a-faire.tsx'
import { Delais } from './delais.tsx'
import { Description } from './description.tsx'
import { Mesures } from './mesures.tsx'
import { Papiers } from './papiers.tsx'

export type Detail = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<{ id: string }>) {
  const { db, maison, maintenant } = lu
  const acte = await lireActe(lu)
  const [pieces, v] = await Promise.all([listPieces(db, acte.id), sousLesquels(db, maison, acte, maintenant)])
  const interne = peut(lu, 'legalite.controler', acte)
  const prepare = CHEZ_LA_COMMUNE.includes(acte.etat)
  const [anomalies, evenements, liens, mesures, accuses, signalements, tenants] = await Promise.all([
    prepare ? anomaliesDe(db, acte, pieces, v, maintenant) : [],
    listEvenements(db, acte.id, interne),
    listLiens(db, acte.id, lecteurDe(lu)),
    listMesures(db, acte.id, interne),
    listDocuments(db, objetAccuse(acte.id)),
    interne ? listSignalementsDe(db, acte.id) : [],
    prepare && acte.signatairePoste ? listTenants(db, [acte.commune], jourLocal(maintenant)) : [],
  ])
  const temps = acte.horloge.length > 0 && acte.regime !== 'loi-97-029' ? tempsDe(acte, v.regles, maintenant) : undefined
  const moi = lu.acteur.genre === 'agent' ? lu.acteur : undefined
  return {
    // Nobody can search a picture: said where no machine reads it.
    sansLecture: pieces.some((p) => p.lecture === 'scan' || p.lecture === 'image') && (await trouverOcr()) === undefined,
    acte, pieces, anomalies, evenements, liens, mesures, signalements, temps, regles: v.regles,
    commune: maison.territoires.trouver(acte.commune)?.nom ?? acte.commune,
    nature: findNature(v.natures, acte.nature)?.libelle ?? acte.nature, publication: findNature(v.natures, acte.nature)?.publication ?? 'affichage', matiere: findMatiere(v.matieres, acte.matiere)?.chemin,
    annexes: annexesPour(v.natures, v.matieres, acte),
    accuse: accuses.find((a) => a.numero === acte.arNumero && !a.revocation),
    delai: temps ? { joursRestants: temps.etat.joursRestants, echeance: temps.etat.echeance, explications: temps.etat.explications } : null,
    annulable: acte.recuLe && !acte.examineLe ? limiteAnnulation(acte.recuLe, v.regles, calendrierCourant()) : null,
    jour: jourLocal(maintenant),
    signataireIci: moi?.postes.some((p) => p.posteId === acte.signatairePoste) ?? false,
    titulaire: tenants.find((t) => t.postes.some((p) => p.posteId === acte.signatairePoste))?.nom,
    peut: { rediger: peut(lu, 'legalite.rediger', acte), signer: peut(lu, 'legalite.signer', acte), transmettre: peut(lu, 'legalite.transmettre', acte), controler: interne, publier: peut(lu, 'legalite.publier', acte) },
  }
}

/** One act: what it says, its papers, where its delay stands, what the prefect has written, what is to be done. */
export const detail = page({
  path: '/legalite/actes/:id',
  may: mayLire,
  titre: 'Acte',
  gabarit: 'agent',
  params: parId,
  sujet: sujetActe,
  consulte: (d: Detail) => `acte:${d.acte.id}`,
  api: true,
  output: sortieActe,
  load: charger,
  view: (d: Detail, vue) => (
    <Gabarit vue={vue} titre={`${d.nature} ${direNumero(d.acte)}`} genre="agent" scripts={['cle-acces.js', 'depot.js']} ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Actes', href: '/legalite/actes' }]}>
      <Bande titre={d.acte.objet}>
        <Etiquette ton={tonEtat(d.acte)}>{direEtat(d.acte, d.peut.controler ? 'controle' : 'commune')}</Etiquette>
        {d.acte.aTemps === false ? <Etiquette ton="tard">Transmis hors délai</Etiquette> : null}
        <span class="code">{direNumero(d.acte)}</span>
        <span class="discret">
          {d.nature}, commune de {d.commune}
          {d.acte.dateActe ? `, ${direJour(d.acte.dateActe)}` : ''}
        </span>
        <a class="vers-decision" href="#a-faire">
          Aller à ce qu’il faut faire
        </a>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux
        libelle="À faire"
        large="trois"
        aside={
          <>
            <AFaire d={d} vue={vue} />
            <Delais d={d} />
          </>
        }
        tete={<Description d={d} vue={vue} />}
      >
        <Papiers d={d} vue={vue} />
        <Mesures d={d} />
        <Panneau titre="Historique" id="historique">
          <Fil moments={momentsDe(d.evenements).toReversed()} dense ordre="recent" />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})
