import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { complain, type ExitCode, Impossible } from './exit.ts'
import {
  checkFormats,
  diffFormats,
  historyFormats,
  importFormats,
  reportFormats,
  scheduleFormats,
  severities,
} from './formats.ts'
import type { Io } from './io.ts'
import { version } from './version.ts'

/**
 * Runs the command that the words of a command line ask for (without the program's own name).
 * Whatever goes wrong is a message on standard error and an exit code; nothing is thrown.
 */
export async function run(words: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0
  const dashes = words.indexOf('--')
  const afterDashes = dashes < 0 ? 0 : words.length - dashes - 1
  const program = describeProgram(io, result => (code = result), afterDashes)
  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    complain(error instanceof Impossible ? error.message : internal(error), io)
    return 2
  }
}

/** Our own bug: no stack trace reaches a person. */
function internal(error: unknown): string {
  return `internal error: ${error instanceof Error ? error.message : String(error)}. Please report it with the plan that caused it`
}

/** @param afterDashes how many words stand after `--` */
function describeProgram(io: Io, done: (code: ExitCode) => void, afterDashes: number): Command {
  const program = new Command('tpm')
    .description('Plans beside the code: check, schedule and explain *.tpm.yaml files')
    .version(version, '-V, --version', 'the version of tpm')
    .helpOption('-h, --help', 'what a command takes')
    .helpCommand('help [command]', 'what a command takes')
    .exitOverride()
    .configureOutput({
      writeOut: text => io.out(text),
      writeErr: text => io.err(text),
      outputError: (text, write) => write(text.replace(/^error: (.)/, (_, first: string) => `tpm: ${first}`)),
      getOutHelpWidth: () => io.columns ?? 100,
      getErrHelpWidth: () => io.columns ?? 100,
      getOutHasColors: () => io.colours,
      getErrHasColors: () => io.colours,
    })
    .showHelpAfterError('(see `tpm --help`)')
    .addHelpText(
      'after',
      '\nExit status: 0 clean, 1 something was found that counts as a failure, 2 it could not be done.',
    )
  const inherit = (command: Command) => command.copyInheritedSettings(program)

  inherit(program.command('check'))
    .description('show every diagnostic that the editor shows')
    .argument('[path...]', 'files, folders or globs; - is standard input (default: the current folder)')
    .addOption(formatOption(checkFormats))
    .option('--max-warnings <n>', 'more warnings than this are a failure', wholeNumber)
    .addOption(new Option('--severity <level>', 'the least severity to show').choices(severities).default('hint'))
    .addOption(stdinPathOption())
    .addOption(rootOption())
    .action(async (paths, options) => {
      const { check } = await import('./check.ts')
      done(await check({ paths, ...options }, io))
    })

  inherit(program.command('schedule'))
    .description('compute the dates, float and critical path of a plan')
    .argument('<plan>', 'a file; - is standard input')
    .addOption(formatOption(scheduleFormats))
    .option('--baseline [name]', 'measure against a baseline of the plan, or a git revision (default: its first)')
    .addOption(partialOption())
    .addOption(stdinPathOption())
    .addOption(rootOption())
    .action(async (plan, options) => {
      const { schedulePlan } = await import('./schedule.ts')
      done(schedulePlan({ plan, ...options, partial: options.partial ?? false }, io))
    })

  inherit(program.command('why'))
    .description('say what holds a task or milestone where it is')
    .argument('<plan>', 'a file; - is standard input')
    .argument('<task>', 'the id of a task or milestone')
    .addOption(formatOption(['text', 'json'] as const))
    .addOption(partialOption())
    .addOption(stdinPathOption())
    .addOption(rootOption())
    .action(async (plan, task, options) => {
      const { explainTask } = await import('./why.ts')
      done(explainTask({ plan, task, ...options, partial: options.partial ?? false }, io))
    })

  inherit(program.command('level'))
    .description('let tasks wait until their people are free, and say how near that is to the best there can be')
    .argument('<plan>', 'a file; - is standard input')
    .addOption(formatOption(['text', 'json'] as const))
    .option('--schedules <n>', 'how many schedules to try (default: by the size of the plan)', countingNumber)
    .option('--write', 'write the waits into the plan: a link to the task that has the person before, or a date')
    .addOption(partialOption())
    .addOption(stdinPathOption())
    .addOption(rootOption())
    .action(async (plan, options) => {
      const { levelPlanFile } = await import('./level.ts')
      const { write = false, partial = false } = options
      done(levelPlanFile({ plan, ...options, write, partial }, io))
    })

  inherit(program.command('history'))
    .description('follow a plan through its git history: finish, milestones, cost, scope and risk, per commit')
    .argument('<plan>', 'a file in a git work tree')
    .addOption(formatOption(historyFormats))
    .option('--since <when>', 'from this day, or after this revision')
    .option('--until <revision>', 'up to this revision (default: HEAD, and the text that is not committed yet)')
    .option('--most <n>', 'the newest so many commits', countingNumber)
    .option('--bisect <milestone>', 'find the commit that broke its date, and the line')
    .option('--date <date>', 'with --bisect: the date that must hold (default: the deadline of the milestone)')
    .option('--cache <file>', 'keep what was computed in this file, for the next time')
    .action(async (plan, options) => {
      const { showHistory } = await import('./history.ts')
      done(showHistory({ plan, ...options }, io))
    })

  inherit(program.command('diff'))
    .description('say what a change means for dates, money, people and risks, and which edit does what')
    .usage('[options] [base] [head] [-- path...]')
    .argument(
      '[words...]',
      'a revision (default: HEAD), and another one (default: the working tree); A...B compares from where they went apart. After -- files, folders or globs. With --files two files',
    )
    .addOption(formatOption(diffFormats))
    .option('--files', 'compare two files instead of revisions')
    .addOption(
      new Option(
        '--fail-on <list>',
        'what counts as a failure: worse, slip>2d, cost>1000, cost>5%, policy, new-errors; several with commas',
      ),
    )
    .addOption(partialOption())
    .addOption(rootOption())
    .action(async (words: readonly string[], options) => {
      const [{ diff }, { parseFailOn }] = await Promise.all([import('./diff.ts'), import('./diff/failOn.ts')])
      const { files = false, partial = false, failOn: written, ...rest } = options
      const revisions = words.slice(0, words.length - afterDashes)
      const failOn = written === undefined ? [] : parseFailOn(written)
      if (!failOn) throw new Impossible('--fail-on takes worse, slip>2d, cost>1000, policy, new-errors, with commas')
      const [base, head, ...more] = files ? words : revisions
      if (0 < more.length) throw new Impossible('tpm diff takes two revisions at most: write -- before paths')
      const paths = files ? [] : words.slice(words.length - afterDashes)
      done(diff({ ...rest, base, head, paths, files, failOn, partial }, io))
    })

  inherit(program.command('new'))
    .description('write a first plan')
    .argument('[file]', 'where to; left out, to standard output')
    .option('--template <name>', `one of ${[...io.templates.keys()].join(', ')}`)
    .option('--list', 'name the templates')
    .action(async (file, options) => {
      const { newPlan } = await import('./newPlan.ts')
      done(newPlan({ file, ...options, list: options.list ?? false }, io))
    })

  inherit(program.command('import'))
    .description('make a plan of an MS Project XML or TaskJuggler file; says what it could not carry over')
    .argument('<source>', 'the file; - is standard input')
    .argument('[file]', 'where to; left out, to standard output')
    .addOption(new Option('--from <format>', 'what the source is (default: told by its name)').choices(importFormats))
    .action(async (source, file, options) => {
      const { importPlan } = await import('./importPlan.ts')
      done(importPlan({ source, file, ...options }, io))
    })

  const calendar = inherit(program.command('calendar')).description('write parts of calendars')
  inherit(calendar.command('holidays'))
    .description('public holidays of a country and region, as text for a calendar')
    .requiredOption('--country <code>', 'two letters, e.g. DE')
    .option('--region <code>', 'a part of the country, e.g. BE or BY-A')
    .requiredOption('--years <years>', 'one year or a range, e.g. 2026..2028')
    .action(async options => {
      const { printHolidays } = await import('./holidays.ts')
      done(printHolidays(options, io))
    })

  inherit(program.command('report'))
    .description(
      'write the status for those who do not read the plan: done, moved and why, next, risks, money, decisions',
    )
    .argument('<plan>', 'a file; - is standard input')
    .addOption(formatOption(reportFormats))
    .option('--since <when>', 'a day or a revision (default: the last status date before this one)')
    .option('--for <whom>', 'engineers, sponsors, stakeholders, or the id of a stakeholder', 'engineers')
    .addOption(partialOption())
    .addOption(stdinPathOption())
    .addOption(rootOption())
    .action(async (plan, options) => {
      const { reportStatus } = await import('./report.ts')
      done(reportStatus({ plan, ...options, partial: options.partial ?? false }, io))
    })

  inherit(program.command('merge'))
    .description('merge two versions of a plan that come from a third, object by object')
    .argument('<base>', 'the version that both come from')
    .argument('<ours>', 'our version, whose layout is kept')
    .argument('<theirs>', 'the other version')
    .option('--output <file>', 'where the result is written (default: standard output)')
    .option('--path <file>', 'where the plan belongs, so that what it includes is found')
    .option('--marker-size <n>', 'how long the conflict markers are', countingNumber)
    .addOption(
      new Option('--schedule <what>', 'where the changes overload a person or break a deadline only together')
        .choices(['warn', 'fail', 'off'] as const)
        .default('warn'),
    )
    .action(async (base, ours, theirs, options) => {
      const { mergeFiles } = await import('./merge.ts')
      done(mergeFiles({ base, ours, theirs, ...options }, io))
    })

  const git = inherit(program.command('git')).description('let git merge and show plans with tpm')
  inherit(git.command('install'))
    .description('set up the merge driver and the diff of plans in this repository')
    .option('--strict', 'a merge fails where two changes overload a person or break a deadline only together')
    .option('--command <words>', 'how git is to call tpm, for a shell (default: this program)')
    .action(async options => {
      const { installInGit } = await import('./gitInstall.ts')
      done(installInGit({ strict: options.strict ?? false, ...options }, io))
    })
  inherit(git.command('textconv'))
    .description('print a plan as git diff is to show it: in canonical form, with its computed dates')
    .argument('<file>', 'the plan')
    .action(async file => {
      const { printForDiff } = await import('./gitTextconv.ts')
      done(printForDiff(file, io))
    })

  inherit(program.command('fmt'))
    .description('write plans in canonical form, comments and order kept')
    .argument(
      '[path...]',
      'files, folders or globs; - is standard input, to standard output (default: the current folder)',
    )
    .option('--check', 'write nothing; fail if a plan is not in canonical form')
    .addOption(stdinPathOption())
    .addOption(rootOption())
    .action(async (paths, options) => {
      const { formatPlans } = await import('./fmt.ts')
      done(formatPlans({ paths, ...options, check: options.check ?? false }, io))
    })

  inherit(program.command('schema'))
    .description('print the JSON Schema of the plan format')
    .action(async () => {
      const { printSchema } = await import('./schema.ts')
      done(printSchema(io))
    })

  inherit(program.command('lsp'))
    .description('serve the language server protocol, for any editor')
    .option('--stdio', 'on standard input and output')
    .action(async options => {
      if (!options.stdio) throw new Impossible('tpm lsp needs --stdio: no other way of talking is served')
      await io.serve()
    })

  return program
}

function formatOption<const T extends readonly string[]>(formats: T) {
  return new Option('--format <format>', 'how results are written').choices(formats).default(formats[0])
}

function partialOption(): Option {
  return new Option('--partial', 'go on with what could be read of a plan with errors')
}

function stdinPathOption(): Option {
  return new Option('--stdin-path <file>', 'where the text of standard input belongs')
}

function rootOption(): Option {
  return new Option('--root <folder>', 'the workspace, which includes may not leave (default: the git top level)')
}

function countingNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1, e.g. 1000.')
  return Number(text)
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It takes a whole number, e.g. 0.')
  return Number(text)
}
