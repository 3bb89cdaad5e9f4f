/** A setting, or what stands for one in the data folder, cannot be used. Its message is the one line that the person sees. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
