import { z } from 'zod'
import { dateCourte } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { page } from '../../../../kernel/module.ts'
import { Etiquette, Filtre, Filtres, Gabarit, Tableau, Vide } from '../../../../ui/index.ts'
import { direJour } from '../../acte/mots.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { direEtatMesure, ETATS_MESURE, MESURES } from '../mesure.ts'
import { listParEtat } from '../mesure.queries.ts'
import { mayLireMesure } from '../porte.ts'

const AU_PLUS = 200
const ETATS = ['projet', 'soumise', 'signee', 'repondue', 'close'] as const

/** The letters of a prefecture, those that a town hall must answer: the most pressing first. */
export const listeLettres = page({
  path: '/legalite/mesures',
  may: mayLireMesure,
  titre: 'Lettres',
  gabarit: 'agent',
  query: z.object({ etat: z.enum([...ETATS, '']).optional() }),
  load: async (lu) => {
    const controle = lu.porteePour('legalite.controler')
    const etats = lu.query.etat ? [lu.query.etat] : (['projet', 'soumise', 'signee', 'repondue'] as const)
    // What is not signed is the prefecture's alone.
    const portee = controle.vide ? lu.porteePour('legalite.lire') : controle
    const vus = controle.vide ? etats.filter((e) => e !== 'projet' && e !== 'soumise') : etats
    const lignes = await listParEtat(lu.db, portee, vus, AU_PLUS)
    return { lignes: lignes.map((l) => ({ ...l, communeNom: lu.maison.territoires.trouver(l.commune)?.nom ?? l.commune })), jour: jourLocal(lu.maintenant), onglets: ongletsDe(lu), controle: !controle.vide }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Lettres" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <h1>Lettres de la préfecture</h1>
      <Onglets ici="/legalite/mesures" onglets={d.onglets} />
      <Filtres vue={vue} libelle="Filtrer les lettres">
        <Filtre vue={vue} nom="etat" libelle="État" tous="En cours" options={ETATS.filter((e) => d.controle || (e !== 'projet' && e !== 'soumise')).map((e) => ({ valeur: e, libelle: ETATS_MESURE[e].mot }))} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Lettres, de la plus pressée à la moins pressée"
        fiche
        lignes={d.lignes}
        cle={(l) => l.id}
        colonnes={[
          {
            titre: 'Lettre', entete: true,
            cellule: (l) => (
              <>
                <a href={`/legalite/mesures/${l.id}`}>{MESURES[l.genre].titre}</a>{' '}
                <span class="sous-l code">{l.numero ?? ''}</span>
              </>
            ),
          },
          { titre: 'Acte', place: 'fort', cellule: (l) => <>{l.acteNumero} <span class="sous-l">{l.acteObjet}</span></> },
          { titre: 'Commune', place: 'lieu', cellule: (l) => l.communeNom },
          { titre: 'Signée', cellule: (l) => (l.signeLe ? dateCourte(l.signeLe) : '') },
          { titre: 'Réponse pour le', place: 'delai', cellule: (l) => (l.etat === 'signee' && l.repondreAvant ? l.repondreAvant < d.jour ? <Etiquette ton="tard">{`en retard depuis le ${direJour(l.repondreAvant)}`}</Etiquette> : direJour(l.repondreAvant) : '') },
          { titre: 'État', place: 'etat', cellule: (l) => <Etiquette ton={ETATS_MESURE[l.etat].ton}>{direEtatMesure(l)}</Etiquette> },
        ]}
        vide={<Vide titre="Aucune lettre">{d.controle ? 'Les lettres que vous préparez depuis un contrôle arrivent ici.' : 'Quand la préfecture écrit sur un acte, sa lettre arrive ici.'}</Vide>}
      />
    </Gabarit>
  ),
})
