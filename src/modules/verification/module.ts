import { defineModule } from '../../kernel/module.ts'
import { cles, revocations } from './pages/preuves.ts'
import { qr } from './pages/qr.tsx'
import { verifier } from './pages/verifier.tsx'

export const verification = defineModule({
  name: 'verification',
  titre: 'Vérification des documents',
  needs: [],
  permissions: {},
  roles: {},
  pages: [verifier, qr, cles, revocations],
  actions: [],
  jobs: [],
  menu: [],
  refus: {},
})
