import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { createProcessing, createServices } from '#core/services/index.ts';
import { startWebHost, type WebHost } from '#core/web/index.ts';
import { AppError, hasSystemCode } from '#core/errors.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { demoContext, prepareDemo } from './demo.ts';

interface Options extends CommonOptions {
  readonly port?: number;
  readonly open?: boolean;
  readonly demo?: boolean;
}

/** Where the host listens: kept over a restart, so that open pages find it again. */
type Address = Pick<WebHost, 'port' | 'token'>;

/** `razbor serve`: the screens in the browser of this computer, until it is stopped. */
export async function serve(context: CommandContext, options: Options): Promise<ExitCode> {
  const own = options.demo ? demoContext(context, options) : context;
  let address: Address | null = null;
  do address = await serveOnce(own, options, address);
  while (address !== null);
  return EXIT.done;
}

/** @returns where to go on, when the screens asked for a new start; null at the end */
async function serveOnce(own: CommandContext, options: Options, former: Address | null): Promise<Address | null> {
  const { output, signal, resources, clock, timeZone, dataDir, platform } = own;
  const restarting = new AbortController();
  return await own.withApp(async (app) => {
    if (options.demo && !former) await prepareDemo(own, app);
    const logger = own.logger();
    const processing = createProcessing(app, logger);
    const secrets = createFileSecrets(secretsFileIn(dataDir));
    const restart = (): void => restarting.abort();
    const proxySources = { environment: own.env };
    const common = { dataDir, resources, clock, logger, timeZone, secrets, restart, proxySources };
    const services = createServices({ ...common, app, processing, version: own.version });
    const host = await startWebHost({
      services,
      rendererDir: resources.rendererDir,
      logger,
      clock,
      port: options.port ?? 0,
      ...former,
    }).catch((error: unknown) => {
      throw portError(error, options.port);
    });
    try {
      if (!former) {
        output.result({ url: host.url }, `Разбор открыт: ${host.url}\nЧтобы закончить, нажмите Ctrl+C.`);
        if (options.open) openInBrowser(host.url, platform);
      }
      services.background.start();
      await untilAborted(AbortSignal.any([signal, restarting.signal]));
    } finally {
      // Whoever looks at the screens could start something again while the work ends.
      await host.close();
      await services.background.stop();
    }
    return signal.aborted ? null : { port: host.port, token: host.token };
  });
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

function portError(error: unknown, port: number | undefined): unknown {
  const isTaken = hasSystemCode(error, 'EADDRINUSE') || hasSystemCode(error, 'EACCES');
  return isTaken
    ? new AppError('input.invalid', { reason: `Порт ${port ?? 0} занят. Укажите другой: --port.` })
    : error;
}
