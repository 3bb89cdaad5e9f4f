/** What is wrong with a whole form or act: read out when it comes. */
export const FormError = ({ words }: { words: string | null | undefined }) =>
  words ? (
    <p className="error" role="alert">
      {words}
    </p>
  ) : null
