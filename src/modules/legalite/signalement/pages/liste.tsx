import { z } from 'zod'
import { couper, PAR_PAGE } from '../../../../lib/liste.ts'
import { dateCourte } from '../../../../lib/francais.ts'
import { page } from '../../../../kernel/module.ts'
import { Bande, Etiquette, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../../ui/index.ts'
import { communesDe } from '../../lecteur.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { mayTenir } from '../porte.ts'
import { ETATS, QUALITES } from '../signalement.ts'
import { listSignalements } from '../signalement.queries.ts'

/** What is told to a prefecture about the acts of its communes. */
export const liste = page({
  path: '/legalite/signalements',
  may: mayTenir,
  titre: 'Signalements',
  gabarit: 'agent',
  query: z.object({ etat: z.string().max(20).optional(), commune: z.string().max(4).optional(), apres: z.uuid().optional() }),
  load: async (lu) => {
    const { etat = 'ouvert', commune, apres } = lu.query
    const { lignes, suivant } = couper(await listSignalements(lu.db, lu.portee, { ...(etat !== 'tous' && etat !== '' ? { etat } : {}), ...(commune ? { commune } : {}), ...(apres ? { apres } : {}), limite: PAR_PAGE + 1 }))
    const nommer = (code: string) => lu.maison.territoires.trouver(code)?.nom ?? code
    return { lignes: lignes.map((s) => ({ ...s, communeNom: nommer(s.commune) })), suivant, communes: communesDe(lu.portee, lu.maison.territoires).map((c) => ({ valeur: c, libelle: nommer(c) })), onglets: ongletsDe(lu) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Signalements" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre="Signalements" />
      <Onglets ici="/legalite/signalements" onglets={d.onglets} />
      <Filtres vue={vue} libelle="Filtrer les signalements">
        <Filtre vue={vue} nom="etat" libelle="État" tous="Attendent une réponse" options={[...Object.entries(ETATS).map(([valeur, { mot }]) => ({ valeur, libelle: mot })), { valeur: 'tous', libelle: 'Tous' }]} />
        {d.communes.length > 1 ? <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.communes} /> : null}
      </Filtres>
      <Tableau
        vue={vue}
        legende="Signalements, le plus récent d’abord"
        fiche
        lignes={d.lignes}
        cle={(s) => s.id}
        colonnes={[
          { titre: 'Reçu', place: 'delai', cellule: (s) => dateCourte(s.recuLe) },
          { titre: 'Signalement', entete: true, place: 'fort', cellule: (s) => <a href={`/legalite/signalements/${s.id}`}>{s.texte.length > 90 ? `${s.texte.slice(0, 90)}…` : s.texte}</a> },
          { titre: 'Commune', place: 'lieu', cellule: (s) => s.communeNom },
          { titre: 'Acte', cellule: (s) => (s.acteId ? <span class="code">{s.acteNumero}</span> : <Etiquette ton="pause">À rattacher</Etiquette>) },
          { titre: 'De', cellule: (s) => QUALITES[s.qualite] },
          { titre: 'État', place: 'etat', cellule: (s) => <Etiquette ton={ETATS[s.etat].ton}>{ETATS[s.etat].mot}</Etiquette> },
        ]}
        vide={<Vide titre="Aucun signalement">Ce que les citoyens et les élus disent d’un acte arrive ici.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
    </Gabarit>
  ),
})
