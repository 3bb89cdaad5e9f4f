import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { transform } from 'esbuild'

type Rule = IForbiddenRuleType & { name: string }

export const rules: { order: string[]; rooms: Record<string, string[]>; forbidden: Rule[]; forbiddenAtRunTime: Rule[]; options: object } = createRequire(
  import.meta.url,
)('../../.dependency-cruiser.cjs')

const parts = ['app', 'cli', 'features', 'platform', 'prisma/generated', 'server', 'ui', 'instrumentation.ts']

async function cruiseWith(baseDir: string, forbidden: Rule[]): Promise<ICruiseResult> {
  const present = parts.filter((part) => fs.existsSync(path.join(baseDir, part)))
  const done = await cruise(
    present,
    { ruleSet: { forbidden }, validate: true, baseDir, ...rules.options },
    {
      alias: { '@': baseDir },
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      symlinks: false,
    },
  )
  if (typeof done.output === 'string') throw new Error(done.output)
  return done.output
}

/** A copy of the sources as they run: without types, and so without the imports that only types need. */
async function withoutTypes(baseDir: string): Promise<string> {
  const copy = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-runs-')))
  const copyTree = async (name: string): Promise<void> => {
    const from = path.join(baseDir, name)
    if (!fs.existsSync(from)) return
    if (fs.statSync(from).isDirectory()) {
      fs.mkdirSync(path.join(copy, name), { recursive: true })
      await Promise.all(fs.readdirSync(from).map((entry) => copyTree(`${name}/${entry}`)))
    } else if (/[.]tsx?$/.test(name)) {
      const { code } = await transform(fs.readFileSync(from, 'utf8'), { loader: name.endsWith('x') ? 'tsx' : 'ts', jsx: 'preserve', format: 'esm' })
      fs.writeFileSync(path.join(copy, name), code)
    } else {
      fs.copyFileSync(from, path.join(copy, name))
    }
  }
  await Promise.all([...parts, 'scripts', 'tests', 'package.json'].map(copyTree))
  fs.symlinkSync(path.join(baseDir, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

/** Reads every source under `baseDir`, holds its imports against the rules, and says how many files had any. */
export async function cruiseTree(baseDir: string): Promise<{ violations: string[]; read: number }> {
  const running = await withoutTypes(baseDir)
  try {
    const results = [await cruiseWith(baseDir, rules.forbidden), await cruiseWith(running, rules.forbiddenAtRunTime)]
    const found = results.flatMap((result) => result.summary.violations).map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)
    const read = results.map((result) => result.modules.filter((module) => /[.]tsx?$/.test(module.source) && module.dependencies.length > 0).length)
    return { violations: [...new Set(found)], read: Math.min(...read) }
  } finally {
    fs.rmSync(running, { recursive: true, force: true })
  }
}
