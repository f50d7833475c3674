;;; evenhand.el --- evenhand in Emacs, through eglot  -*- lexical-binding: t; -*-

;; Put these lines into your init file. `M-x eglot' in a letter then starts the server; the last line
;; starts it by itself.

(defvar evenhand-settings '(:minSeverity "warning")
  "Settings for evenhand, named as in `evenhand lsp --help'.")

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `((markdown-mode gfm-mode text-mode)
                 . ("evenhand" "lsp" :initializationOptions ,evenhand-settings))))

(add-hook 'markdown-mode-hook #'eglot-ensure)

(provide 'evenhand)
;;; evenhand.el ends here
