/** Where a picture is, in each format the addresses of its widths (for `srcset`); `src` is the one that everybody can show. */
type Shown = { src: string; width: number; height: number; sources: { avif: string; webp: string; jpg: string } }

type Props = {
  picture: Shown
  /** How wide it is shown, as the browser asks it (`sizes`). */
  sizes: string
  alt: string
  className?: string
  /** For the one that is seen first. */
  eager?: boolean
}

/** A picture in the smallest format that the browser knows, as wide as it needs it. Its room is there before it has come. */
export const PictureImage = ({ picture: { src, sources, width, height }, sizes, alt, className, eager = false }: Props) => (
  <picture>
    <source type="image/avif" srcSet={sources.avif} sizes={sizes} />
    <source type="image/webp" srcSet={sources.webp} sizes={sizes} />
    <img
      className={className}
      src={src}
      srcSet={sources.jpg}
      sizes={sizes}
      alt={alt}
      width={width}
      height={height}
      loading={eager ? undefined : 'lazy'}
      fetchPriority={eager ? 'high' : undefined}
      decoding="async"
    />
  </picture>
)
