import { defineModule } from '../../kernel/module.ts'
import { connecterAgent, deconnecter, demanderCode, verifierCode, verifierCodeAgent } from './actions/connecter.ts'
import { remplirComptes } from './demo.ts'
import { demonstration } from './pages/demonstration.tsx'
import { codeAgent, codeCitoyen, connexion, connexionAgent } from './pages/connexion.tsx'

export const compte = defineModule({
  name: 'compte',
  titre: 'Compte et connexion',
  needs: [],
  permissions: {},
  roles: {},
  pages: [connexion, codeCitoyen, connexionAgent, codeAgent, demonstration],
  actions: [demanderCode, verifierCode, connecterAgent, verifierCodeAgent, deconnecter],
  jobs: [],
  menu: [],
  refus: {},
  demo: remplirComptes,
})
